/// The mean of all labels' F1 score, weighted by how often each is the true one.
///
/// As `sklearn.metrics.f1_score(average="weighted", zero_division=0)`.
public struct WeightedF1Score: ClassificationMetric {
    public static let name = "weighted_f1_score"
    public static let help = "F1 score, as the mean over all labels weighted by how often each is the true one."

    /// A value in [0, 1]; undefined without rows.
    public static func value(_ matrix: ConfusionMatrix, positiveLabel: Category?) -> Double? {
        F1Score.weightedMean(matrix)
    }
}
