import CDistributions
import RealModule

/// The law of the two-sample Cramér-von Mises criterion, as `scipy.stats.cramervonmises_2samp(method="auto")`.
enum CramerVonMisesDistribution {
    /// Up to this many values on the larger side the p-value is exact.
    private static let largestExactCount = 20
    /// Terms of the limit law below this are left out, as scipy does.
    private static let smallestTerm = 1e-7

    /// P(T ≥ t) under equal distributions.
    static func pValue(_ criterion: Double, _ n: Int, _ m: Int) -> Double {
        max(n, m) <= largestExactCount ? exactPValue(criterion, n, m) : limitPValue(criterion, n, m)
    }

    /// The limit law of the statistic scaled to the limit's mean 1/6 and variance 1/45 (Anderson 1962).
    private static func limitPValue(_ criterion: Double, _ first: Int, _ second: Int) -> Double {
        let (n, m) = (Double(first), Double(second))
        let (pairs, size) = (n * m, n + m)
        let mean = (1 + 1 / size) / 6
        let variance =
            (size + 1) * (4 * pairs * size - 3 * (n * n + m * m) - 2 * pairs) / (45 * size * size * 4 * pairs)
        let scaled = 1 / 6.0 + (criterion - mean) / (45 * variance).squareRoot()
        return scaled < 0.003 ? 1 : max(0, 1 - limitCumulative(scaled))
    }

    /// Csörgő and Faraway 1996, equation 1.2.
    private static func limitCumulative(_ x: Double) -> Double {
        var sum = 0.0
        var k = 0.0
        while true {
            let y = 4 * k + 1
            let q = y * y / (16 * x)
            let gammas = Double.exp(.logGamma(k + 0.5) - .logGamma(k + 1))
            let term =
                gammas / (.pow(.pi, 1.5) * x.squareRoot()) * y.squareRoot() * .exp(-q) * mw_bessel_k_quarter(q)
            sum += term
            // Once q is large the exponential has taken the Bessel function to 0 with it.
            guard term >= smallestTerm else { return sum }
            k += 1
        }
    }

    /// The share of orders of n and m values whose criterion reaches t.
    ///
    /// Orders are lattice paths. Each passes points (u, v) with the deviation (a·v − b·u)², where a and b are the least
    /// common multiple over m and n; T is their sum times a constant. How many paths have which sum is counted point by
    /// point (Xiao, Gordon and Yakovlev 2006). A path whose sum has reached that of t stays there, so it is counted
    /// without being followed.
    private static func exactPValue(_ criterion: Double, _ n: Int, _ m: Int) -> Double {
        let multiple = n / greatestCommonDivisor(n, m) * m
        let target = targetSum(criterion, n, m, multiple: multiple)
        guard target > 0 else { return 1 }
        let (a, b) = (multiple / m, multiple / n)
        var column = [PathSums](repeating: PathSums(), count: m + 1)
        for u in 0...n {
            for v in 0...m {
                var sums = u == 0 && v == 0 ? .start : column[v]
                if v > 0 { sums = sums.joined(with: column[v - 1]) }
                let deviation = a * v - b * u
                sums.add(deviation * deviation, limit: target)
                column[v] = sums
            }
        }
        return column[m].reachedCount / (column[m].reachedCount + column[m].openCount)
    }

    /// The sum of squared deviations that belongs to t, a whole number: 4U is one.
    private static func targetSum(_ criterion: Double, _ n: Int, _ m: Int, multiple: Int) -> Int {
        let (pairs, size) = (n * m, n + m)
        let scale = Double(pairs * size)
        let quadrupleU = Int((4 * (criterion * scale + Double(pairs * (4 * pairs - 1)) / 6)).rounded())
        let numerator = multiple * multiple * size * (6 * quadrupleU - 4 * pairs * (4 * pairs - 1))
        let quotient = Double(numerator) / Double(24 * pairs * pairs)
        return Int(quotient.rounded(.down))
    }

    /// Whether Evidently fails: up to 20 values a side it counts in the smallest type that holds the larger one of the
    /// bound of a sum and the number of paths, and fails unless that is the number of paths, which is not an integer
    /// there.
    static func failsInEvidently(_ n: Int, _ m: Int) -> Bool {
        guard max(n, m) <= largestExactCount else { return false }
        let multiple = n / greatestCommonDivisor(n, m) * m
        let paths = (1...m).reduce(1.0) { $0 * Double(n + $1) / Double($1) }
        return Double(multiple * multiple * (n + m)) >= paths.rounded()
    }

    private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
        second == 0 ? first : greatestCommonDivisor(second, first % second)
    }
}
