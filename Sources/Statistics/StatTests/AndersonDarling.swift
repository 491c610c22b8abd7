/// The two-sample Anderson-Darling test, with mid-ranks for ties (Scholz and Stephens 1987).
///
/// The score is A² less its mean, in standard deviations, as `scipy.stats.anderson_ksamp`; it is negative where the
/// samples are closer than chance makes them. The p-value is kept within 0.001 to 0.25, where it is tabulated.
public struct AndersonDarling: StatTest {
    public static let name = "anderson"
    public static let displayName = "Anderson-Darling"
    public static let columnKinds: Set<ColumnKind> = [.numerical]
    public static let decision = Decision.pValueBelow(0.1)

    /// The standardized statistic and its p-value; undefined with fewer than four values and, where Evidently is
    /// followed, if all values are equal.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        guard let samples = pair.samples else { return nil }
        if samples.isConstant { return settings.compatibility == .evidently ? nil : .unchanged }
        let score = AndersonDarlingDistribution.standardized(
            samples.rankSums.andersonDarling, samples.reference.count, samples.current.count)
        return score.map { StatTestOutcome(score: $0, pValue: AndersonDarlingDistribution.pValue($0)) }
    }
}
