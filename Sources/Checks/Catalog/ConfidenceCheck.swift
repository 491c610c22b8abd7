import Statistics

/// How confident predictions are; needs no true labels.
public enum ConfidenceCheck: Check {
    public static let name = "confidence"
    public static let isAboutQuality = true
    public static var metrics: [MetricDescriptor] { unheld.map(descriptor) }

    private static var unheld: [any ProbabilityMetric.Type] { ProbabilityMetricCatalog.all.filter { !$0.needsTruth } }

    /// A classification whose probabilities are named.
    public static func applies(to model: ModelDefinition) -> Bool {
        model.task.isClassification && model.columns.probabilities != nil
    }

    /// Each metric for each side; failures where probabilities cannot be used.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        for side in DatasetSide.allCases {
            switch evaluation.joint[PredictedProbabilities.self][side] {
            case .success(let summary):
                if summary.outsideCount > 0 {
                    findings.failures.append(
                        "\(side.rawValue): rows with a probability below 0 or above 1: \(summary.outsideCount)")
                } else if summary.predictionCount == 0 {
                    findings.failures.append("\(side.rawValue): no row has all probabilities")
                }
                findings.measurements += measurements(summary, side: side, of: evaluation.model)
            case .failure(let error): findings.failures.append("\(side.rawValue): \(error)")
            case nil: findings.failures.append("\(side.rawValue): a column of probabilities is missing")
            }
        }
        return findings
    }

    private static func descriptor(_ metric: any ProbabilityMetric.Type) -> MetricDescriptor {
        MetricDescriptor("modelwatch_\(metric.name)", labels: ["model", "dataset"], help: metric.help)
    }

    private static func measurements(
        _ summary: ProbabilitySummary, side: DatasetSide, of model: ModelDefinition
    ) -> [Measurement] {
        unheld.compactMap { metric in
            metric.value(summary, compatibility: model.drift.testSettings.compatibility).map { value in
                Measurement(descriptor(metric), [model.name, side.rawValue], value)
            }
        }
    }
}
