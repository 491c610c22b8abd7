/// How many feature columns drifted, and whether that is drift of the data set.
public enum DatasetDriftCheck: Check {
    public static let name = "dataset_drift"
    public static let metrics = [driftedColumns, ratio, detected]

    static let driftedColumns = MetricDescriptor(
        "modelwatch_drifted_columns", labels: ["model"],
        help: "Feature columns that drifted; target and prediction are not among them.")
    static let ratio = MetricDescriptor(
        "modelwatch_drifted_columns_ratio", labels: ["model"],
        help: "Share of drifted columns among the feature columns with a verdict.")
    static let detected = MetricDescriptor(
        "modelwatch_dataset_drift_detected", labels: ["model"],
        help: "1 if the share of drifted feature columns reaches drift.share, else 0.")

    /// Three series; none where no feature column has a verdict.
    public static func findings(_ evaluation: ModelEvaluation) -> CheckFindings {
        let (drifted, total) = evaluation.driftedFeatures
        let model = [evaluation.model.name]
        guard total > 0 else {
            // A model whose data are only labels has no feature to drift.
            let hasFeatures = !evaluation.columns(.feature).isEmpty
            return CheckFindings(failures: hasFeatures ? ["no feature column could be compared"] : [])
        }
        return CheckFindings([
            Measurement(driftedColumns, model, Double(drifted)),
            Measurement(ratio, model, Double(drifted) / Double(total)),
            Measurement(detected, model, evaluation.isDrifted ? 1 : 0),
        ])
    }
}
