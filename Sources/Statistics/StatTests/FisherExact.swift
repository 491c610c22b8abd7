/// Fisher's exact test of a column with two categories: the probability, with both margins given, of all tables that are
/// no more probable than the observed one.
///
/// The score is the difference |p − q| of the shares of the first category. Evidently asks for as many current as
/// reference values.
public struct FisherExact: StatTest {
    public static let name = "fisher_exact"
    public static let displayName = "Fisher's Exact test"
    public static let columnKinds: Set<ColumnKind> = [.categorical]
    public static let decision = Decision.pValueBelow(0.1)

    /// The difference of the shares and the two-sided p-value; undefined with an empty side, with more than two
    /// categories and, where Evidently is followed, with sides of different size.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        let counts = BinCounts(pair.categories)
        guard counts.referenceTotal > 0, counts.currentTotal > 0, counts.cellCount <= 2 else { return nil }
        if settings.compatibility == .evidently, counts.referenceTotal != counts.currentTotal { return nil }
        guard counts.cellCount == 2 else { return .unchanged }
        let (p, q) = counts.shares(0)
        let tables = HypergeometricDistribution(
            marked: counts.reference[0] + counts.current[0], draws: counts.currentTotal,
            population: counts.referenceTotal + counts.currentTotal)
        return StatTestOutcome(score: abs(p - q), pValue: tables.twoSidedPValue(counts.current[0]))
    }
}
