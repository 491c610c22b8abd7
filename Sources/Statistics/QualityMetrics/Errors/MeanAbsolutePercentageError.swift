/// The mean of |prediction − target| / |target|, as `sklearn.metrics.mean_absolute_percentage_error`: a share, not percent.
///
/// With Evidently's compatibility in percent, as there.
public struct MeanAbsolutePercentageError: RegressionMetric {
    public static let name = "mean_absolute_percentage_error"
    public static let help =
        "Mean absolute error as a share of the target's magnitude; in percent with drift.compat evidently."

    /// A share from 0 up; undefined where no row is left.
    public static func value(_ summary: RegressionSummary, zeros: ZeroTargets) -> Double? {
        guard let mean = summary.percentageErrors.moments(zeros).mean else { return nil }
        let value = summary.percentageErrors.compatibility == .evidently ? 100 * mean : mean
        return value.isFinite ? value : nil
    }
}
