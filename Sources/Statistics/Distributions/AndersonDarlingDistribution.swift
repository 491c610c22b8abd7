import RealModule

/// The law of the two-sample Anderson-Darling statistic, as `scipy.stats.anderson_ksamp`.
///
/// Source: F. W. Scholz and M. A. Stephens, "K-sample Anderson-Darling tests", JASA 82, 1987.
enum AndersonDarlingDistribution {
    /// The first and last critical value of their table 2 for two samples, at 25 % and 0.1 %.
    private static let tabulated = 0.325...6.546

    /// A² less its mean, in standard deviations; nil with fewer than four values, where that has no meaning.
    static func standardized(_ statistic: Double, _ n: Int, _ m: Int) -> Double? {
        let count = n + m
        guard count > 3 else { return nil }
        let size = Double(count)
        let reciprocals = 1 / Double(n) + 1 / Double(m)
        let h = HarmonicNumber.first(count - 1)
        // Σ (1/i) Σ 1/j over i = 1..N − 2 and j = N − i..N − 1 in closed form.
        let g = HarmonicNumber.second(count - 1) - 2 * h / size
        let a = 4 * g - 6 + (10 - 6 * g) * reciprocals
        let b = 4 * (2 * g - 4) + 16 * h + (2 * g - 14 * h - 4) * reciprocals - 8 * h + 4 * g - 6
        let c = 4 * (6 * h + 2 * g - 2) + 2 * (4 * h - 4 * g + 6) + (2 * h - 6) * reciprocals + 4 * h
        let d = 4 * (2 * h + 6) - 8 * h
        let variance =
            (((a * size + b) * size + c) * size + d) / ((size - 1) * (size - 2) * (size - 3))
        return (statistic - 1) / variance.squareRoot()
    }

    /// The p-value of a standardized statistic, kept within the tabulated 0.001 to 0.25.
    ///
    /// In between the logarithm of the tabulated levels is interpolated by the parabola that fits them best.
    static func pValue(_ standardized: Double) -> Double {
        if standardized < tabulated.lowerBound { return 0.25 }
        if standardized > tabulated.upperBound { return 0.001 }
        let parabola = 0.018198094574111343 * standardized - 1.0082265644652515
        return .exp(parabola * standardized - 1.077770279820486)
    }
}
