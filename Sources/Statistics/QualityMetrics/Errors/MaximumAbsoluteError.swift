/// The largest |prediction − target|, as `sklearn.metrics.max_error`.
public struct MaximumAbsoluteError: RegressionMetric {
    public static let name = "max_absolute_error"
    public static let help = "Largest absolute difference between prediction and target, in the target's unit."

    /// A number in the unit of the target; undefined without rows.
    public static func value(_ summary: RegressionSummary, zeros: ZeroTargets) -> Double? {
        summary.count > 0 && summary.largestError.isFinite ? summary.largestError : nil
    }
}
