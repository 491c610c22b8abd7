public import Statistics

/// Drift of each column between reference and current: score, p-value, threshold and verdict.
public enum ColumnDriftCheck: Check {
    public static let name = "column_drift"
    public static let metrics = [score, scoreError, pValue, threshold, detected]

    private static let labels = ["model", "column", "method"]
    static let score = MetricDescriptor(
        "modelwatch_column_drift_score", labels: labels,
        help: "Statistic or distance of the statistical test named by method; larger means more drift.")
    static let scoreError = MetricDescriptor(
        "modelwatch_column_drift_score_error", labels: labels,
        help: "How far the score may be off; only where values beyond the memory budget are counted in buckets.")
    static let pValue = MetricDescriptor(
        "modelwatch_column_drift_p_value", labels: labels,
        help: "Probability of such a score without drift, where the test has one.")
    static let threshold = MetricDescriptor(
        "modelwatch_column_drift_threshold", labels: labels + ["basis"],
        help: "Value at which the verdict turns; basis says whether it applies to p_value (below) or score (above).")
    static let detected = MetricDescriptor(
        "modelwatch_column_drift_detected", labels: labels,
        help: "1 if the column drifted, else 0; absent where that is not certain.")

    /// Points in time, identifiers and the like are not compared; only scores of numbers may have an error.
    public static func measures(
        _ metric: MetricDescriptor, of kind: ColumnKind, as role: ColumnRole, statistics: StatisticsSettings
    ) -> Bool {
        kind != .datetime && role.isCompared && (metric != scoreError || kind == .numerical)
    }

    /// Up to five series for each compared column; failures name the columns that could not be compared.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        for column in evaluation.columns {
            findings.failures += column.failures.map { "column \"\(column.name)\": \($0)" }
            guard let drift = column.drift else { continue }
            let labels = [evaluation.model.name, column.name, drift.test]
            findings.measurements += [
                Measurement(score, labels, drift.outcome.score),
                Measurement(threshold, labels + [drift.decision.basis.rawValue], drift.threshold),
            ]
            let values: [(MetricDescriptor, Double?)] = [
                (scoreError, drift.outcome.scoreError), (pValue, drift.outcome.pValue),
                (detected, drift.isDecided ? drift.isDrifted ? 1 : 0 : nil),
            ]
            findings.measurements += values.compactMap { metric, value in
                value.map { Measurement(metric, labels, $0) }
            }
        }
        return findings
    }
}
