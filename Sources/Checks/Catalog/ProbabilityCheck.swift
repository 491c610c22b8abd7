import Statistics

/// How far predicted probabilities can be trusted, held against true labels.
public enum ProbabilityCheck: Check {
    public static let name = "probability"
    public static let isAboutQuality = true
    public static var metrics: [MetricDescriptor] { held.map(descriptor) }
    public static var headlines: [MetricDescriptor] {
        ([RocAUC.self, LogLoss.self, BrierScore.self, ExpectedCalibrationError.self] as [any ProbabilityMetric.Type])
            .map(descriptor)
    }

    private static var held: [any ProbabilityMetric.Type] { ProbabilityMetricCatalog.all.filter { $0.needsTruth } }

    /// A classification whose target and probabilities are named.
    public static func applies(to model: ModelDefinition) -> Bool {
        model.task.isClassification && model.columns.target != nil && model.columns.probabilities != nil
    }

    /// Each metric for each side; failures where probabilities cannot be used.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        for side in DatasetSide.allCases {
            switch evaluation.joint[PredictedProbabilities.self][side] {
            case .success(let summary):
                if let failure = failure(of: summary) { findings.failures.append("\(side.rawValue): \(failure)") }
                findings.measurements += measurements(summary, side: side, of: evaluation.model)
            case .failure(let error): findings.failures.append("\(side.rawValue): \(error)")
            case nil: findings.failures.append("\(side.rawValue): a column of probabilities is missing")
            }
        }
        return findings
    }

    private static func failure(of summary: ProbabilitySummary) -> String? {
        if summary.matrix.total == 0 { return "no row has both a target and all probabilities" }
        if summary.outsideCount > 0 { return "rows with a probability below 0 or above 1: \(summary.outsideCount)" }
        return nil
    }

    private static func descriptor(_ metric: any ProbabilityMetric.Type) -> MetricDescriptor {
        MetricDescriptor("modelwatch_\(metric.name)", labels: ["model", "dataset", "basis"], help: metric.help)
    }

    private static func measurements(
        _ summary: ProbabilitySummary, side: DatasetSide, of model: ModelDefinition
    ) -> [Measurement] {
        held.compactMap { metric in
            metric.value(summary, compatibility: model.drift.testSettings.compatibility).map { value in
                Measurement(descriptor(metric), [model.name, side.rawValue, "realized"], value)
            }
        }
    }
}
