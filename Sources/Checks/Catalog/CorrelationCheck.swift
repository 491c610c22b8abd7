import Statistics

/// How columns go together, and how that changed between reference and current.
public enum CorrelationCheck: Check {
    public static let name = "correlation"
    public static let metrics = [
        coefficient, change, pValue, detected, threshold, largest, mean, compared, changed, sampledRows,
    ]

    private static let pairLabels = ["model", "method", "column", "other_column"]
    static let coefficient = MetricDescriptor(
        "modelwatch_correlation", labels: ["model", "dataset", "method", "column", "other_column"],
        help: "Correlation of two columns; of many pairs those that changed most, up to limits.correlations.")
    static let change = MetricDescriptor(
        "modelwatch_correlation_change", labels: pairLabels,
        help: "Correlation of two columns in the current data less that in the reference.")
    static let pValue = MetricDescriptor(
        "modelwatch_correlation_change_p_value", labels: pairLabels,
        help: "Probability of such a change of the correlation by chance, where the method has one.")
    static let detected = MetricDescriptor(
        "modelwatch_correlation_change_detected", labels: pairLabels,
        help: "1 if the change of the correlation reaches both thresholds, else 0; only where there is a p-value.")
    static let threshold = MetricDescriptor(
        "modelwatch_correlation_change_threshold", labels: ["model", "method", "basis"],
        help: "What the change must reach in size (basis score), and what its p-value must stay below (p_value).")
    static let largest = MetricDescriptor(
        "modelwatch_correlation_max_absolute_change", labels: ["model", "method"],
        help: "Largest change of the correlation of any pair of columns, without its sign.")
    static let mean = MetricDescriptor(
        "modelwatch_correlation_mean_absolute_change", labels: ["model", "method"],
        help: "Mean change of the correlation over all pairs of columns, without their signs.")
    static let compared = MetricDescriptor(
        "modelwatch_correlation_pairs", labels: ["model", "method"],
        help: "Pairs of columns that have the correlation in both data sets.")
    static let changed = MetricDescriptor(
        "modelwatch_correlation_changed_pairs", labels: ["model", "method"],
        help: "Pairs of columns whose correlation changed by the verdict; only where there are p-values.")
    static let sampledRows = MetricDescriptor(
        "modelwatch_correlation_sampled_rows", labels: ["model", "dataset"],
        help: "Rows over which correlations are measured; of large data a sample.")

    /// A model whose configuration asks for correlations.
    public static func applies(to model: ModelDefinition) -> Bool { model.correlations != nil }

    /// The matrices' changes and those of pairs; failures where columns are missing.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        for side in DatasetSide.allCases {
            switch evaluation.joint[Correlations.self][side] {
            case .success(let summary):
                let labels = [evaluation.model.name, side.rawValue]
                findings.measurements.append(Measurement(sampledRows, labels, Double(summary.sampledRowCount)))
            case .failure(let error): findings.failures.append("\(side.rawValue): \(error)")
            case nil: findings.failures.append("\(side.rawValue): no two columns that a correlation takes")
            }
        }
        guard let changes = evaluation.correlationChanges else { return findings }
        findings.measurements += changes.flatMap { measurements($0, of: evaluation.model) }
        if changes.allSatisfy({ $0.comparedCount == 0 }) {
            findings.failures.append("no pair of columns has a correlation in both data sets")
        }
        return findings
    }

    private static func measurements(_ changes: CorrelationChanges, of model: ModelDefinition) -> [Measurement] {
        let labels = [model.name, changes.method]
        var measurements = [Measurement(compared, labels, Double(changes.comparedCount))]
        if let value = changes.largest { measurements.append(Measurement(largest, labels, value)) }
        if let value = changes.mean { measurements.append(Measurement(mean, labels, value)) }
        if let count = changes.detectedCount, let settings = model.correlations {
            measurements += [
                Measurement(changed, labels, Double(count)),
                Measurement(threshold, labels + [Decision.Basis.score.rawValue], settings.threshold),
                Measurement(threshold, labels + [Decision.Basis.pValue.rawValue], changes.significance),
            ]
        }
        for pair in changes.pairs.prefix(model.limits.correlations) {
            measurements += Self.measurements(pair, changes.method, of: model)
        }
        return measurements
    }

    private static func measurements(
        _ pair: CorrelationChanges.Pair, _ method: String, of model: ModelDefinition
    ) -> [Measurement] {
        let names = [method, pair.names.column, pair.names.other]
        let coefficients = DatasetSide.allCases.compactMap { side in
            pair.coefficients[side].map { Measurement(coefficient, [model.name, side.rawValue] + names, $0) }
        }
        let values: [(MetricDescriptor, Double?)] = [
            (change, pair.change), (pValue, pair.pValue), (detected, pair.isDetected.map { $0 ? 1 : 0 }),
        ]
        return coefficients
            + values.compactMap { metric, value in value.map { Measurement(metric, [model.name] + names, $0) } }
    }
}
