import RealModule

/// The law of the one-sample two-sided Kolmogorov statistic for n observations.
///
/// Which method serves where follows Simard and L'Ecuyer, "Computing the two-sided Kolmogorov-Smirnov distribution",
/// Journal of Statistical Software 39(11), 2011.
enum OneSampleKolmogorovDistribution {
    /// P(Dₙ ≥ d).
    static func survival(_ d: Double, count n: Double) -> Double {
        let t = n * d
        if d >= 1 { return 0 }
        if t <= 0.5 { return 1 }
        if t <= 1 { return 1 - rubenGambino(t, n) }
        if t >= n - 1 { return 2 * .pow(1 - d, n) }
        if d >= 0.5 { return 2 * SmirnovDistribution.survival(d, count: n) }
        let s = t * d
        if n <= 140 { return s <= 4 ? 1 - durbin(d, n) : min(1, 2 * SmirnovDistribution.survival(d, count: n)) }
        if s >= 370 { return 0 }
        if s >= 2.2 { return min(1, 2 * SmirnovDistribution.survival(d, count: n)) }
        if n <= 100_000, n * .pow(d, 1.5) <= 1.4 { return 1 - durbin(d, n) }
        return 1 - PelzGoodApproximation.cumulative(d, count: n)
    }

    /// P(Dₙ < t/n) = n!/nⁿ · (2t − 1)ⁿ for 1/2 ≤ t ≤ 1.
    private static func rubenGambino(_ t: Double, _ n: Double) -> Double {
        .exp(StirlingError.logFactorialOverPower(n) + n * .log(2 * t - 1))
    }

    /// Durbin's matrix algorithm in the form of Marsaglia, Tsang and Wang (2003): the k-th diagonal element of the n-th
    /// power of a (2k − 1)² matrix, times n!/nⁿ.
    private static func durbin(_ d: Double, _ n: Double) -> Double {
        let k = Int((n * d).rounded(.up))
        let base = durbinMatrix(size: 2 * k - 1, h: Double(k) - n * d)
        let power = base.raised(to: Int(n))
        var value = power.matrix[k - 1, k - 1]
        var exponent = power.exponent
        for i in 1...Int(n) {
            value = value * Double(i) / n
            if value < 0x1p-128 {
                value *= 0x1p128
                exponent -= 128
            }
        }
        return value * Double(sign: .plus, exponent: max(exponent, -1074), significand: 1)
    }

    private static func durbinMatrix(size: Int, h: Double) -> ScaledSquareMatrix {
        var matrix = ScaledSquareMatrix(size: size)
        var inverseFactorials = [Double](repeating: 1, count: size + 1)
        for j in 1...size { inverseFactorials[j] = inverseFactorials[j - 1] / Double(j) }
        for row in 0..<size {
            for column in 0..<min(row + 2, size) { matrix.matrix[row, column] = inverseFactorials[row - column + 1] }
        }
        for j in 0..<size {
            let edge = (1 - .pow(h, Double(j + 1))) * inverseFactorials[j + 1]
            matrix.matrix[j, 0] = edge
            matrix.matrix[size - 1, size - 1 - j] = edge
        }
        let corner = 1 - 2 * .pow(h, Double(size)) + .pow(max(2 * h - 1, 0), Double(size))
        matrix.matrix[size - 1, 0] = corner * inverseFactorials[size]
        return matrix
    }
}
