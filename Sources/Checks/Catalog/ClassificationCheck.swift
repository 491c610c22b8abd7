import Statistics

/// How well predicted labels agree with true ones.
public enum ClassificationCheck: Check {
    public static let name = "classification"
    public static let isAboutQuality = true
    public static var metrics: [MetricDescriptor] { ClassificationMetricCatalog.all.map(descriptor) }
    public static var headlines: [MetricDescriptor] {
        [Accuracy.self, Precision.self, Recall.self, F1Score.self].map(descriptor)
    }

    /// A classification whose target is named, and either predicted labels or probabilities.
    public static func applies(to model: ModelDefinition) -> Bool {
        let columns = model.columns
        return model.task.isClassification && columns.target != nil
            && (columns.prediction != nil || columns.probabilities != nil)
    }

    /// Each metric for each side; failures where labels are missing.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        for side in DatasetSide.allCases {
            switch evaluation.confusion[side] {
            case .success(let matrix) where matrix.total > 0:
                if let label = unknownPositiveLabel(of: evaluation, in: matrix) {
                    findings.failures.append(
                        "\(side.rawValue): the positive label \(label) never occurs; the labels are "
                            + matrix.labels.prefix(10).map(\.description).joined(separator: ", "))
                    continue
                }
                findings.measurements += measurements(matrix, side: side, of: evaluation)
            case .success:
                findings.failures.append("\(side.rawValue): no row has both a target and a prediction")
            case .failure(let error): findings.failures.append("\(side.rawValue): \(error)")
            case nil: findings.failures.append("\(side.rawValue): target or prediction column is missing")
            }
        }
        return findings
    }

    /// The positive label, if it is none of the labels of either side; most often it was written as text and is a
    /// number. A label that only one side lacks is rare, no mistake.
    private static func unknownPositiveLabel(
        of evaluation: ModelEvaluation, in matrix: ConfusionMatrix
    ) -> Statistics.Category? {
        guard let label = evaluation.positiveLabel(in: matrix) else { return nil }
        let isKnown = DatasetSide.allCases.contains { side in
            (try? evaluation.confusion[side]?.get())?.place(of: label) != nil
        }
        return isKnown ? nil : label
    }

    static func descriptor(_ metric: any ClassificationMetric.Type) -> MetricDescriptor {
        MetricDescriptor(
            "modelwatch_\(metric.name)", labels: ["model", "dataset", "basis"], help: metric.help)
    }

    private static func measurements(
        _ matrix: ConfusionMatrix, side: DatasetSide, of evaluation: ModelEvaluation
    ) -> [Measurement] {
        let positive = evaluation.positiveLabel(in: matrix)
        return ClassificationMetricCatalog.all.compactMap { metric in
            metric.value(matrix, positiveLabel: positive).map { value in
                Measurement(descriptor(metric), [evaluation.model.name, side.rawValue, "realized"], value)
            }
        }
    }
}
