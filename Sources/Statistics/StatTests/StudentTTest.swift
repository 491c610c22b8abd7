/// Student's t-test for the difference of two means, with one variance for both sides. Two-sided.
///
/// The score is |t|, with n + m − 2 degrees of freedom.
public struct StudentTTest: StatTest {
    public static let name = "t_test"
    public static let displayName = "t_test"
    public static let columnKinds: Set<ColumnKind> = [.numerical]
    public static let decision = Decision.pValueBelow(0.05)

    /// |t| and its p-value; undefined with a single value on both sides, for numbers whose squares exceed the largest
    /// one and, where Evidently is followed, if all values are equal.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        guard let means = pair.numbers.flatMap(MeanDifference.init) else { return nil }
        if pair.isConstant { return settings.compatibility == .evidently ? nil : .unchanged }
        return means.studentDegrees > 0 ? means.student : nil
    }
}
