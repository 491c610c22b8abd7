import Statistics

/// How well predicted labels agree with true ones.
public enum ClassificationCheck: Check {
    public static let name = "classification"
    public static let isAboutQuality = true
    public static var metrics: [MetricDescriptor] { ClassificationMetricCatalog.all.map(descriptor) }

    /// A classification whose target and prediction columns are named.
    public static func applies(to model: ModelDefinition) -> Bool {
        model.task.isClassification && model.columns.target != nil && model.columns.prediction != nil
    }

    /// Each metric for each side; failures where labels are missing.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        for side in DatasetSide.allCases {
            switch evaluation.joint[LabelConfusion.self][side] {
            case .success(let matrix) where matrix.total > 0:
                if let label = missingPositiveLabel(matrix, of: evaluation.model) {
                    findings.failures.append(
                        "\(side.rawValue): the positive label \(label) never occurs; the labels are "
                            + matrix.labels.prefix(10).map(\.description).joined(separator: ", "))
                    continue
                }
                findings.measurements += measurements(matrix, side: side, of: evaluation.model)
            case .success:
                findings.failures.append("\(side.rawValue): no row has both a target and a prediction")
            case .failure(let error): findings.failures.append("\(side.rawValue): \(error)")
            case nil: findings.failures.append("\(side.rawValue): target or prediction column is missing")
            }
        }
        return findings
    }

    /// The positive label, if it is none of the labels; most often it was written as text and is a number.
    private static func missingPositiveLabel(_ matrix: ConfusionMatrix, of model: ModelDefinition) -> Statistics
        .Category?
    {
        let label = model.columns.positiveLabel
        return model.task == .binaryClassification && !matrix.labels.contains(label) ? label : nil
    }

    static func descriptor(_ metric: any ClassificationMetric.Type) -> MetricDescriptor {
        MetricDescriptor(
            "modelwatch_\(metric.name)", labels: ["model", "dataset", "basis"], help: metric.help)
    }

    private static func measurements(
        _ matrix: ConfusionMatrix, side: DatasetSide, of model: ModelDefinition
    ) -> [Measurement] {
        let positive = model.task == .binaryClassification ? model.columns.positiveLabel : nil
        return ClassificationMetricCatalog.all.compactMap { metric in
            metric.value(matrix, positiveLabel: positive).map { value in
                Measurement(descriptor(metric), [model.name, side.rawValue, "realized"], value)
            }
        }
    }
}
