import Statistics

/// Drift of a model as a whole, by what drifts: the data, the predictions, the concept, the performance.
public enum ModelDriftCheck: Check {
    public static let name = "model_drift"
    public static let metrics = [score, pValue, threshold, detected, slope, span]

    private static let labels = ["model", "type", "method"]
    static let score = MetricDescriptor(
        "modelwatch_drift_score", labels: labels,
        help: "How far the type of drift has gone, by the method; larger means more drift.")
    static let pValue = MetricDescriptor(
        "modelwatch_drift_p_value", labels: labels,
        help: "Probability of such a score without this type of drift, where the method has one.")
    static let threshold = MetricDescriptor(
        "modelwatch_drift_threshold", labels: labels + ["basis"],
        help:
            "Value at which the verdict turns: a score from there on, a p_value up to there; of two, both must be met."
    )
    static let detected = MetricDescriptor(
        "modelwatch_drift_detected", labels: labels, help: "1 if the model has this type of drift, else 0.")

    private static let trendLabels = ["model", "dataset", "method"]
    static let slope = MetricDescriptor(
        "modelwatch_performance_slope_per_second", labels: trendLabels,
        help: "Change of accuracy, absolute error or confidence per second of the timestamp column, by least squares.")
    static let span = MetricDescriptor(
        "modelwatch_performance_span_seconds", unit: "seconds", labels: trendLabels,
        help: "Time from the first to the last row that the slope rests on.")

    /// Series for each type of drift that the data allow to judge; failures where times cannot be used.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings(evaluation.drifts.flatMap { measurements($0, of: evaluation.model.name) })
        for side in DatasetSide.allCases {
            findings.failures += evaluation.performanceFailures(side).map { "\(side.rawValue): \($0)" }
            for (method, trend) in evaluation.performanceTrends(side) {
                let labels = [evaluation.model.name, side.rawValue, method.rawValue]
                findings.measurements += [
                    Measurement(slope, labels, trend.line.slope), Measurement(span, labels, trend.span),
                ]
            }
        }
        return findings
    }

    private static func measurements(_ drift: ModelDrift, of model: String) -> [Measurement] {
        let labels = [model, drift.kind.rawValue, drift.method]
        return [Measurement(score, labels, drift.score), Measurement(detected, labels, drift.isDetected ? 1 : 0)]
            + (drift.pValue.map { [Measurement(pValue, labels, $0)] } ?? [])
            + drift.thresholds.map { Measurement(threshold, labels + [$0.basis.rawValue], $0.value) }
    }
}
