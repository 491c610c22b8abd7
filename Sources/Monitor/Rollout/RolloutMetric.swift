import Checks

/// Every metric of rollouts; add a new one here and nowhere else.
enum RolloutMetric {
    /// All of them, for documentation and tests.
    static let all = [percentage, predictions, errors, mean, pValue]

    static let percentage = MetricDescriptor(
        "modelwatch_rollout_percentage", labels: ["model", "candidate"],
        help: "Share of the traffic that goes to the version that is rolled out, in percent; 0 once it was rolled back."
    )
    static let predictions = MetricDescriptor(
        "modelwatch_rollout_predictions", labels: ["model", "arm"],
        help: "Predictions of the present rollout that were reported, those that failed included.")
    static let errors = MetricDescriptor(
        "modelwatch_rollout_prediction_errors", labels: ["model", "arm"],
        help: "Predictions of the present rollout that failed.")
    static let mean = MetricDescriptor(
        "modelwatch_rollout_mean", labels: ["model", "arm", "metric"],
        help: "Mean of a metric of the rollout's plan over the predictions of an arm.")
    static let pValue = MetricDescriptor(
        "modelwatch_rollout_p_value", labels: ["model", "metric"],
        help: "Two-sided p-value of the difference between both arms in the present step of a rollout.")
}
