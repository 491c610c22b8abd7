import RealModule

/// The law of the one-sided Kolmogorov-Smirnov statistic for n observations.
enum SmirnovDistribution {
    /// Above this many terms the sum is taken at equidistant points instead of at every integer.
    private static let mostTerms = 8192.0

    /// P(Dₙ⁺ ≥ d) = d Σᵥ C(n, v) (d + v/n)^(v−1) (1 − d − v/n)^(n−v).
    ///
    /// Each term is a binomial probability with success rate p = d + v/n, divided by p. The terms are a smooth function
    /// of v that vanishes at both ends, where a trapezoid sum over 8,192 points equals the full one to 1e-12.
    static func survival(_ d: Double, count n: Double) -> Double {
        let last = (n * (1 - d)).rounded(.down)
        let step = max(1, (last / mostTerms).rounded(.up))
        var sum = 0.0
        var v = 0.0
        while v <= last {
            sum += term(v, d, n)
            v += step
        }
        return d * sum * step
    }

    private static func term(_ v: Double, _ d: Double, _ n: Double) -> Double {
        let p = d + v / n
        let rest = n - v
        let q = rest - n * d
        if v == 0 { return .exp(n * .log(onePlus: -d)) / d }
        // v = n(1 − d) exactly: the success rate is 1.
        guard q > 0 else { return rest == 0 ? 1 / p : 0 }
        // Loader's saddle-point form of the binomial probability (2000): no cancellation of large logarithms.
        let error = StirlingError.of(n) - StirlingError.of(v) - StirlingError.of(rest)
        let deviance = StirlingError.deviance(v, from: v + n * d) + StirlingError.deviance(rest, from: q)
        return (n / (2 * .pi * v * rest)).squareRoot() * .exp(error - deviance) / p
    }
}
