/// The mean of all labels' precision, weighted by how often each is the true one.
///
/// As `sklearn.metrics.precision_score(average="weighted", zero_division=0)`.
public struct WeightedPrecision: ClassificationMetric {
    public static let name = "weighted_precision"
    public static let help = "Precision, as the mean over all labels weighted by how often each is the true one."

    /// A value in [0, 1]; undefined without rows.
    public static func value(_ matrix: ConfusionMatrix, positiveLabel: Category?) -> Double? {
        Precision.weightedMean(matrix)
    }
}
