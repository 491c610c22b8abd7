/// The share of rows whose predicted label is the true one, as `sklearn.metrics.accuracy_score`.
public struct Accuracy: ClassificationMetric {
    public static let name = "accuracy"
    public static let help = "Share of labelled rows whose predicted label is the true one."

    /// A share in [0, 1]; undefined without rows.
    public static func value(_ matrix: ConfusionMatrix, positiveLabel: Category?) -> Double? {
        guard matrix.total > 0 else { return nil }
        return Double(matrix.agreeingCounts.reduce(0, +)) / Double(matrix.total)
    }
}
