/// Welch's t-test for the difference of two means, each side with its own variance. Two-sided.
///
/// The score is |t|, with Welch and Satterthwaite's degrees of freedom.
public struct WelchTTest: StatTest {
    public static let name = "welch"
    public static let displayName = "Welch's t-test"
    public static let columnKinds: Set<ColumnKind> = [.numerical]
    public static let decision = Decision.pValueBelow(0.05)

    /// |t| and its p-value; undefined with a single value on a side and for numbers whose squares exceed the largest
    /// one.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        guard let samples = pair.samples, let means = MeanDifference(samples) else { return nil }
        guard means.n > 1, means.m > 1 else { return nil }
        if samples.isConstant { return .unchanged }
        return means.welch
    }

    /// The degrees of freedom do not make up for a side that is small and not normal: random splits of all values
    /// answer.
    public static func isWithinChance(
        _ outcome: StatTestOutcome, on pair: ColumnPair, settings: StatTestSettings
    ) -> Bool {
        guard let samples = pair.samples, let reference = SampleMoments(samples.reference),
            let current = SampleMoments(samples.current), let splits = RandomSplits(samples)
        else { return false }
        let whole = reference.merged(with: current)
        return splits.isWithinChance(outcome.score) { values in
            let part = SampleMoments(values)
            return MeanDifference(part, whole.removing(part)).welchStatistic
        }
    }
}
