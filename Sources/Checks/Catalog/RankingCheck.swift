import Statistics

/// How well the lists of a ranking or of recommendations are ordered, and what is in them.
public enum RankingCheck: Check {
    public static let name = "ranking"
    public static let isAboutQuality = true
    public static var metrics: [MetricDescriptor] { headlines + [users, relevantUsers, unusableRows] }
    public static var headlines: [MetricDescriptor] { RankingMetricCatalog.all.map(descriptor) }

    static let users = MetricDescriptor(
        "modelwatch_ranking_users", labels: ["model", "dataset"], help: "Users with at least one recommendation.")
    static let relevantUsers = MetricDescriptor(
        "modelwatch_ranking_relevant_users", labels: ["model", "dataset"],
        help: "Users with at least one relevant recommendation; those over whom metrics of relevance are averaged.")
    static let unusableRows = MetricDescriptor(
        "modelwatch_ranking_unusable_rows", labels: ["model", "dataset"],
        help: "Rows without a user, an item or a finite prediction; they are in no list.")

    /// A ranking or recommendations whose user and prediction columns are named.
    public static func applies(to model: ModelDefinition) -> Bool {
        model.task.isRanking && model.columns.user != nil && model.columns.prediction != nil
    }

    /// Each metric for each side and k; failures where columns or values are missing.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        for side in DatasetSide.allCases {
            switch evaluation.joint[Recommendations.self][side] {
            case .success(let summary):
                findings.measurements += measurements(summary, side: side, of: evaluation.model)
                findings.failures += failures(summary).map { "\(side.rawValue): \($0)" }
            case .failure(let error): findings.failures.append("\(side.rawValue): \(error)")
            case nil: findings.failures.append("\(side.rawValue): user or prediction column is missing")
            }
        }
        return findings
    }

    static func descriptor(_ metric: any RankingMetric.Type) -> MetricDescriptor {
        let basis = metric.inputs.contains(.relevance) ? ["basis"] : []
        return MetricDescriptor(
            "modelwatch_\(metric.name)", labels: ["model", "dataset"] + basis + ["k"], help: metric.help)
    }

    private static func measurements(
        _ summary: RankingSummary, side: DatasetSide, of model: ModelDefinition
    ) -> [Measurement] {
        let labels = [model.name, side.rawValue]
        var measurements = RankingMetricCatalog.all.flatMap { metric in
            let basis = metric.inputs.contains(.relevance) ? ["realized"] : []
            return summary.values.filter { $0.metric == metric.name }.map { value in
                Measurement(descriptor(metric), labels + basis + [String(value.k)], value.value)
            }
        }
        measurements.append(Measurement(users, labels, Double(summary.userCount)))
        if let count = summary.relevantUserCount {
            measurements.append(Measurement(relevantUsers, labels, Double(count)))
        }
        measurements.append(Measurement(unusableRows, labels, Double(summary.unusableRowCount)))
        return measurements
    }

    private static func failures(_ summary: RankingSummary) -> [String] {
        guard summary.userCount > 0 else { return ["no row has a user, an item and a finite prediction"] }
        guard summary.relevantUserCount != 0 else { return ["no user has a relevant item"] }
        return summary.undefined.isEmpty ? [] : ["undefined: \(summary.undefined.joined(separator: ", "))"]
    }
}
