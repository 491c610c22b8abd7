import Statistics

/// How close points are to others of their cluster and, where there are labels, how well clusters agree with them.
public enum ClusteringCheck: Check {
    public static let name = "clustering"
    public static let isAboutQuality = true
    public static var metrics: [MetricDescriptor] { headlines + [rows, incompleteRows, sampledRows] }
    public static var headlines: [MetricDescriptor] {
        ClusteringMetricCatalog.all.map { descriptor($0.name, help: $0.help) }
            + AgreementMetricCatalog.all.map { descriptor($0.name, help: $0.help, hasBasis: true) }
    }

    static let rows = MetricDescriptor(
        "modelwatch_clustering_rows", labels: ["model", "dataset"], help: "Rows with a cluster and all features.")
    static let incompleteRows = MetricDescriptor(
        "modelwatch_clustering_incomplete_rows", labels: ["model", "dataset"],
        help: "Rows without a cluster, or of which a feature is missing or infinite; they are left out.")
    static let sampledRows = MetricDescriptor(
        "modelwatch_clustering_sampled_rows", labels: ["model", "dataset"],
        help: "Rows over which silhouette and Davies-Bouldin score are measured; of large data a sample.")

    /// A clustering whose prediction column is named.
    public static func applies(to model: ModelDefinition) -> Bool {
        model.task == .clustering && model.columns.prediction != nil
    }

    /// Each metric for each side; failures where columns or values are missing.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        var findings = CheckFindings()
        for side in DatasetSide.allCases {
            addShape(evaluation, side, to: &findings)
            if evaluation.model.columns.target != nil { addAgreement(evaluation, side, to: &findings) }
        }
        return findings
    }

    private static func addShape(_ evaluation: ModelEvaluation, _ side: DatasetSide, to findings: inout CheckFindings) {
        let labels = [evaluation.model.name, side.rawValue]
        switch evaluation.joint[ClusterShape.self][side] {
        case .success(let summary):
            findings.measurements += ClusteringMetricCatalog.all.compactMap { metric in
                summary.value(metric).map { Measurement(descriptor(metric.name, help: metric.help), labels, $0) }
            }
            findings.measurements += [
                Measurement(rows, labels, Double(summary.rowCount)),
                Measurement(incompleteRows, labels, Double(summary.incompleteRowCount)),
                Measurement(sampledRows, labels, Double(summary.sampledRowCount)),
            ]
            if summary.rowCount == 0 {
                findings.failures.append("\(side.rawValue): no row has a cluster and all features")
            } else if !summary.undefined.isEmpty {
                findings.failures.append("\(side.rawValue): undefined: \(summary.undefined.joined(separator: ", "))")
            }
        case .failure(let error): findings.failures.append("\(side.rawValue): \(error)")
        case nil: findings.failures.append("\(side.rawValue): prediction column or numerical features are missing")
        }
    }

    private static func addAgreement(
        _ evaluation: ModelEvaluation, _ side: DatasetSide, to findings: inout CheckFindings
    ) {
        let labels = [evaluation.model.name, side.rawValue, "realized"]
        switch evaluation.joint[ClusterAgreement.self][side] {
        case .success(let table) where table.total > 0:
            findings.measurements += AgreementMetricCatalog.all.compactMap { metric in
                metric.value(table).map {
                    Measurement(descriptor(metric.name, help: metric.help, hasBasis: true), labels, $0)
                }
            }
        case .success: findings.failures.append("\(side.rawValue): no row has both a target and a prediction")
        case .failure(let error): findings.failures.append("\(side.rawValue): \(error)")
        case nil: findings.failures.append("\(side.rawValue): target column is missing")
        }
    }

    /// - Parameter hasBasis: Whether the metric rests on true labels.
    private static func descriptor(_ name: String, help: String, hasBasis: Bool = false) -> MetricDescriptor {
        MetricDescriptor(
            "modelwatch_\(name)", labels: ["model", "dataset"] + (hasBasis ? ["basis"] : []), help: help)
    }
}
