/// The total variation distance ½ Σ |p − q| between the shares of categories, with a permutation p-value.
///
/// The p-value is the share of ``RandomTables`` that are as far apart, the observed one counted among them. Evidently
/// draws 1,000 permutations of the rows and leaves the observed one out.
public struct TotalVariationDistance: StatTest {
    public static let name = "TVD"
    public static let displayName = "Total-Variation-Distance"
    public static let columnKinds: Set<ColumnKind> = [.categorical]
    public static let decision = Decision.pValueBelow(0.1)

    /// The distance and its p-value; undefined with an empty side.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        guard pair.referenceCount > 0, pair.currentCount > 0 else { return nil }
        let counts = BinCounts(pair.categories)
        let tables = RandomTables(counts)
        let pValue = settings.compatibility == .evidently ? tables.share(distance) : tables.pValue(distance)
        return StatTestOutcome(score: distance(counts), pValue: pValue)
    }

    private static func distance(_ counts: BinCounts) -> Double {
        counts.sum { p, q in abs(p - q) } / 2
    }
}
