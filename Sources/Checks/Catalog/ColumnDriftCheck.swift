public import Statistics

/// Drift of each column between reference and current: score, p-value, threshold and verdict.
public enum ColumnDriftCheck: Check {
    public static let name = "column_drift"
    public static let metrics = [score, pValue, threshold, detected]

    private static let labels = ["model", "column", "method"]
    static let score = MetricDescriptor(
        "modelwatch_column_drift_score", labels: labels,
        help: "Statistic or distance of the statistical test named by method; larger means more drift.")
    static let pValue = MetricDescriptor(
        "modelwatch_column_drift_p_value", labels: labels,
        help: "Probability of such a score without drift, where the test has one.")
    static let threshold = MetricDescriptor(
        "modelwatch_column_drift_threshold", labels: labels + ["basis"],
        help: "Value at which the verdict turns; basis says whether it applies to p_value (below) or score (above).")
    static let detected = MetricDescriptor(
        "modelwatch_column_drift_detected", labels: labels, help: "1 if the column drifted, else 0.")

    /// Points in time, identifiers and the like are not compared.
    public static func measures(
        _ metric: MetricDescriptor, of kind: ColumnKind, as role: ColumnRole, statistics: StatisticsSettings
    ) -> Bool {
        kind != .datetime && role.isCompared
    }

    /// Four series for each compared column; failures name the columns that could not be compared.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        for column in evaluation.columns {
            findings.failures += column.failures.map { "column \"\(column.name)\": \($0)" }
            guard let drift = column.drift else { continue }
            let labels = [evaluation.model.name, column.name, drift.test]
            findings.measurements += [
                Measurement(score, labels, drift.outcome.score),
                Measurement(threshold, labels + [drift.decision.basis.rawValue], drift.threshold),
                Measurement(detected, labels, drift.isDrifted ? 1 : 0),
            ]
            if let value = drift.outcome.pValue { findings.measurements.append(Measurement(pValue, labels, value)) }
        }
        return findings
    }
}
