/// The two-sample Cramér-von Mises test (Anderson 1962).
///
/// The score is the criterion T = n·m/N² Σ (F − G)² over all values, with the distribution functions taken in the middle
/// of their steps, plus 1/(4N). The p-value is exact up to 20 values a side, otherwise from the limit law, as
/// `scipy.stats.cramervonmises_2samp`; with ties it is too large. Evidently and scipy put mid-ranks into a formula for
/// samples without ties, by which discrete samples of different size always drift.
public struct CramerVonMises: StatTest {
    public static let name = "cramer_von_mises"
    public static let displayName = "Cramer-von Mises"
    public static let columnKinds: Set<ColumnKind> = [.numerical]
    public static let decision = Decision.pValueAtOrBelow(0.1)

    /// The criterion and its p-value; undefined with a single value on a side and, where Evidently is followed, in small
    /// samples for which it fails.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        guard let samples = pair.samples else { return nil }
        let (n, m) = (samples.reference.count, samples.current.count)
        guard min(n, m) > 1 else { return nil }
        let isEvidently = settings.compatibility == .evidently
        if isEvidently, CramerVonMisesDistribution.failsInEvidently(n, m) { return nil }
        if !isEvidently, samples.isConstant { return .unchanged }
        let sums = samples.rankSums
        let criterion = isEvidently ? sums.cramerVonMisesOfRanks : sums.cramerVonMises
        return StatTestOutcome(score: criterion, pValue: CramerVonMisesDistribution.pValue(criterion, n, m))
    }
}
