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
        let counts = BinCounts(pair.categories)
        guard counts.referenceTotal > 0, counts.currentTotal > 0 else { return nil }
        let isEvidently = settings.compatibility == .evidently
        guard counts.cellCount > 1 else { return isEvidently ? StatTestOutcome(score: 0) : .unchanged }
        let statistic = isEvidently ? goodnessOfFit(counts) : counts.pearsonStatistic
        return StatTestOutcome(
            score: statistic, pValue: mw_chi_square_survival(statistic, Double(counts.cellCount - 1)))
    }

    /// Where counts are too small for the chi-square distribution, random tables answer.
    public static func isWithinChance(
        _ outcome: StatTestOutcome, on pair: ColumnPair, settings: StatTestSettings
    ) -> Bool {
        let counts = BinCounts(pair.categories)
        return !counts.meetsCochransRule && RandomTables(counts).isWithinChance(\.pearsonStatistic)
    }

    private static func goodnessOfFit(_ counts: BinCounts) -> Double {
        let scale = Double(counts.currentTotal) / Double(counts.referenceTotal)
        return zip(counts.reference, counts.current).reduce(0) { sum, counts in
            let expected = Double(counts.0) * scale
            let deviation = Double(counts.1) - expected
            return sum + deviation * deviation / expected
        }
    }
}
