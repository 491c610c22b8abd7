import CDistributions

/// The z-test for the difference of two proportions.
///
/// The proportion is that of the first category, in ascending order, against all others: z = (p − q) / √(P(1−P)(1/n +
/// 1/m)) with the pooled proportion P. Two-sided.
public struct ZTest: StatTest {
    public static let name = "z"
    public static let displayName = "Z-test p_value"
    public static let columnKinds: Set<ColumnKind> = [.categorical]
    public static let decision = Decision.pValueBelow(0.05)

    /// |z| and its two-sided p-value; undefined for an empty side and, unless Evidently is followed, for more than two
    /// categories.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        let counts = BinCounts(pair.categories)
        guard counts.referenceTotal > 0, counts.currentTotal > 0 else { return nil }
        guard settings.compatibility == .evidently || counts.cellCount <= 2 else { return nil }
        let z = statistic(counts)
        return StatTestOutcome(score: z, pValue: min(1, 2 * mw_normal_survival(z)))
    }

    /// Where counts are too small for the normal distribution, random tables answer.
    public static func isWithinChance(
        _ outcome: StatTestOutcome, on pair: ColumnPair, settings: StatTestSettings
    ) -> Bool {
        let counts = BinCounts(pair.categories)
        return !counts.meetsCochransRule && RandomTables(counts).isWithinChance(statistic)
    }

    private static func statistic(_ counts: BinCounts) -> Double {
        let (n, m) = (Double(counts.referenceTotal), Double(counts.currentTotal))
        let pooled = Double(counts.reference[0] + counts.current[0]) / (n + m)
        // Both sides constant and equal.
        guard pooled < 1 else { return 0 }
        let (p, q) = counts.shares(0)
        return abs(p - q) / (pooled * (1 - pooled) * (1 / n + 1 / m)).squareRoot()
    }
}
