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
        guard let means = pair.numbers.flatMap(MeanDifference.init) else { return nil }
        guard means.n > 1, means.m > 1 else { return nil }
        if pair.isConstant { return .unchanged }
        return means.welch
    }

    /// The degrees of freedom do not make up for a side that is small and not normal: random splits of all values
    /// answer.
    public static func isWithinChance(
        _ outcome: StatTestOutcome, on pair: ColumnPair, settings: StatTestSettings
    ) -> Bool {
        guard let moments = pair.numbers?.moments, let splits = RandomSplits(pair) else { return false }
        let whole = moments.reference.merged(with: moments.current)
        return splits.isWithinChance(outcome.score) { values in
            let part = SampleMoments(values)
            return MeanDifference(part, whole.removing(part)).welchStatistic
        }
    }
}
