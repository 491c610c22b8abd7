import Statistics

/// How far predicted numbers are from true ones.
public enum RegressionCheck: Check {
    public static let name = "regression"
    public static let isAboutQuality = true
    public static var metrics: [MetricDescriptor] { RegressionMetricCatalog.all.map(descriptor) + [quantile] }
    public static var headlines: [MetricDescriptor] {
        let main: [any RegressionMetric.Type] = [
            MeanError.self, MeanAbsoluteError.self, RootMeanSquaredError.self, R2Score.self,
            MeanAbsolutePercentageError.self, MaximumAbsoluteError.self,
        ]
        return main.map(descriptor)
    }

    private static let quantile = MetricDescriptor(
        "modelwatch_error_quantile", labels: ["model", "dataset", "basis", "probability"],
        help: "Quantile of prediction minus target by linear interpolation, in the target's unit.")

    /// A regression whose target and prediction columns are named.
    public static func applies(to model: ModelDefinition) -> Bool {
        model.task == .regression && model.columns.target != nil && model.columns.prediction != nil
    }

    /// Each metric for each side; failures where numbers are missing.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        for side in DatasetSide.allCases {
            switch evaluation.joint[RegressionErrors.self][side] {
            case .success(let summary) where summary.count > 0:
                findings.measurements += measurements(summary, side: side, of: evaluation.model)
            case .success:
                findings.failures.append("\(side.rawValue): no row has both a target and a prediction")
            case .failure(let error): findings.failures.append("\(side.rawValue): \(error)")
            case nil: findings.failures.append("\(side.rawValue): target or prediction column is missing")
            }
        }
        return findings
    }

    private static func descriptor(_ metric: any RegressionMetric.Type) -> MetricDescriptor {
        MetricDescriptor("modelwatch_\(metric.name)", labels: ["model", "dataset", "basis"], help: metric.help)
    }

    private static func measurements(
        _ summary: RegressionSummary, side: DatasetSide, of model: ModelDefinition
    ) -> [Measurement] {
        let labels = [model.name, side.rawValue, "realized"]
        var measurements = RegressionMetricCatalog.all.compactMap { metric in
            metric.value(summary, zeros: model.zeroTargets(of: side)).map { value in
                Measurement(descriptor(metric), labels, value)
            }
        }
        for (probability, value) in zip(RegressionSummary.probabilities, summary.quantiles) {
            if let value { measurements.append(Measurement(quantile, labels + ["\(probability)"], value)) }
        }
        return measurements
    }
}
