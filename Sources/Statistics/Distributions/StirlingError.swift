import RealModule

/// What Stirling's formula leaves out: δ(n) = ln n! − ln(√(2πn) (n/e)ⁿ).
///
/// Source: C. Loader, "Fast and accurate computation of binomial probabilities", 2000.
enum StirlingError {
    /// δ(n) for n > 0; the series is exact to double precision from 16 on.
    static func of(_ n: Double) -> Double {
        guard n >= 16 else {
            return .logGamma(n + 1) - (n + 0.5) * .log(n) + n - .log(2 * .pi) / 2
        }
        let square = n * n
        return (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - (1 / 1680.0 - 1 / 1188.0 / square) / square) / square) / square)
            / n
    }

    /// ln(n!/nⁿ).
    static func logFactorialOverPower(_ n: Double) -> Double {
        .log(2 * .pi * n) / 2 - n + of(n)
    }

    /// x ln(x/μ) + μ − x, without cancellation where x is near μ.
    static func deviance(_ x: Double, from mean: Double) -> Double {
        let difference = x - mean
        guard abs(difference) < 0.1 * (x + mean) else { return x * .log(x / mean) - difference }
        let ratio = difference / (x + mean)
        var sum = difference * ratio
        var term = 2 * x * ratio
        for k in 1..<1000 {
            term *= ratio * ratio
            let next = sum + term / Double(2 * k + 1)
            if next == sum { break }
            sum = next
        }
        return sum
    }
}
