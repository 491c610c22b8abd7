/// The mean of all labels' recall, weighted by how often each is the true one: the accuracy under another name.
///
/// As `sklearn.metrics.recall_score(average="weighted", zero_division=0)`.
public struct WeightedRecall: ClassificationMetric {
    public static let name = "weighted_recall"
    public static let help = "Recall, as the mean over all labels weighted by how often each is the true one."

    /// A value in [0, 1]; undefined without rows.
    public static func value(_ matrix: ConfusionMatrix, positiveLabel: Category?) -> Double? {
        Recall.weightedMean(matrix)
    }
}
