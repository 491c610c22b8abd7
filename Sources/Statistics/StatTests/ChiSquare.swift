import CDistributions

/// Pearson's chi-square test on the counts of categories.
///
/// By default the test of homogeneity of two samples, Σ (o − e)² / e over the 2 × K table with K − 1 degrees of
/// freedom. Evidently takes the reference, scaled to the size of the current data, for the exact expectation instead
/// (goodness of fit): its statistic is larger by the factor (n + m) / n or more, and a category that the reference
/// lacks gives p = 0.
public struct ChiSquare: StatTest {
    public static let name = "chisquare"
    public static let displayName = "chi-square p_value"
    public static let columnKinds: Set<ColumnKind> = [.categorical]
    public static let decision = Decision.pValueBelow(0.05)

    /// The statistic and its p-value; undefined with an empty side. A single category cannot drift: p is 1, or, where
    /// Evidently is followed, there is none.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        let counts = pair.categories
        guard counts.referenceTotal > 0, counts.currentTotal > 0 else { return nil }
        guard counts.entries.count > 1 else {
            return StatTestOutcome(score: 0, pValue: settings.compatibility == .evidently ? nil : 1)
        }
        let statistic = settings.compatibility == .evidently ? goodnessOfFit(counts) : homogeneity(counts)
        let pValue = mw_chi_square_survival(statistic, Double(counts.entries.count - 1))
        return StatTestOutcome(score: statistic, pValue: pValue)
    }

    private static func goodnessOfFit(_ counts: CategoryPair) -> Double {
        let scale = Double(counts.currentTotal) / Double(counts.referenceTotal)
        return counts.entries.reduce(0) { sum, entry in
            let expected = Double(entry.reference) * scale
            let deviation = Double(entry.current) - expected
            return sum + deviation * deviation / expected
        }
    }

    private static func homogeneity(_ counts: CategoryPair) -> Double {
        let (n, m) = (Double(counts.referenceTotal), Double(counts.currentTotal))
        return counts.entries.reduce(0) { sum, entry in
            let both = Double(entry.reference + entry.current) / (n + m)
            let reference = Double(entry.reference) - both * n
            let current = Double(entry.current) - both * m
            return sum + reference * reference / (both * n) + current * current / (both * m)
        }
    }
}
