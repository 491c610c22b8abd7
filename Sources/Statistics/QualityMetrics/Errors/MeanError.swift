/// The mean of prediction − target.
public struct MeanError: RegressionMetric {
    public static let name = "mean_error"
    public static let help =
        "Mean of prediction minus target, in the target's unit; positive if predictions are too high."

    /// A number in the unit of the target; undefined without rows.
    public static func value(_ summary: RegressionSummary, zeros: ZeroTargets) -> Double? {
        summary.errors.mean
    }
}
