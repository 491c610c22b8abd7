/// The root mean squared error of always predicting the mean of the target: what a model must stay below to be of any use.
///
/// The population standard deviation of the target, as `sklearn.dummy.DummyRegressor(strategy="mean")`. Evidently's dummy
/// returns the model's own error.
public struct DummyRootMeanSquaredError: RegressionMetric {
    public static let name = "dummy_root_mean_squared_error"
    public static let help =
        "Root mean squared error that always predicting the mean of the target would have, in its unit."

    /// A number in the unit of the target; undefined without rows.
    public static func value(_ summary: RegressionSummary, zeros: ZeroTargets) -> Double? {
        summary.targets.populationStandardDeviation
    }
}
