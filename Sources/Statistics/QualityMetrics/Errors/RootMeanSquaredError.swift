/// The square root of the mean of (prediction − target)², as `sklearn.metrics.root_mean_squared_error`.
public struct RootMeanSquaredError: RegressionMetric {
    public static let name = "root_mean_squared_error"
    public static let help =
        "Square root of the mean squared difference between prediction and target, in the target's unit."

    /// A number in the unit of the target; undefined without rows.
    public static func value(_ summary: RegressionSummary, zeros: ZeroTargets) -> Double? {
        summary.errors.meanSquare?.squareRoot()
    }
}
