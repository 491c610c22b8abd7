/// The Mann-Whitney U test: whether values of one side tend to be larger than those of the other.
///
/// The score is the rank-biserial correlation |2U / (n·m) − 1|: 0 if neither side tends to be larger, 1 if all values of
/// one are. The p-value is two-sided, exact for at most 8 values on the smaller side and no ties, otherwise normal with
/// corrections for ties and continuity. Evidently's is one-sided: it sees only current values that are larger.
public struct MannWhitney: StatTest {
    public static let name = "mannw"
    public static let displayName = "Mann-Whitney U-rank test"
    public static let columnKinds: Set<ColumnKind> = [.numerical]
    public static let decision = Decision.pValueBelow(0.05)

    /// The rank-biserial correlation and the p-value.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        guard let samples = pair.samples else { return nil }
        let (n, m) = (samples.reference.count, samples.current.count)
        let sums = samples.rankSums
        let twiceOther = 2 * n * m - sums.twiceU
        func survival(_ twice: Int) -> Double {
            MannWhitneyDistribution.survival(twice: twice, n, m, hasTies: sums.hasTies, tieTerm: sums.tieTerm)
        }
        let pValue =
            settings.compatibility == .evidently
            ? survival(twiceOther) : min(1, 2 * survival(max(sums.twiceU, twiceOther)))
        let correlation = Double(abs(sums.twiceU - twiceOther)) / (2 * Double(n) * Double(m))
        return StatTestOutcome(score: correlation, pValue: pValue)
    }
}
