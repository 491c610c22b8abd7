/// The mean of |prediction − target|, as `sklearn.metrics.mean_absolute_error`.
public struct MeanAbsoluteError: RegressionMetric {
    public static let name = "mean_absolute_error"
    public static let help = "Mean absolute difference between prediction and target, in the target's unit."

    /// A number in the unit of the target; undefined without rows.
    public static func value(_ summary: RegressionSummary, zeros: ZeroTargets) -> Double? {
        summary.absoluteErrors.mean
    }
}
