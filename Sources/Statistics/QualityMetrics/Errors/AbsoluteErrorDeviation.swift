/// The standard deviation of |prediction − target|, with divisor n − 1.
public struct AbsoluteErrorDeviation: RegressionMetric {
    public static let name = "absolute_error_stddev"
    public static let help =
        "Standard deviation (divisor n - 1) of the absolute difference between prediction and target, in the target's unit."

    /// A number in the unit of the target; undefined with fewer than two rows.
    public static func value(_ summary: RegressionSummary, zeros: ZeroTargets) -> Double? {
        summary.absoluteErrors.standardDeviation
    }
}
