/// The accuracy of always predicting the most frequent true label: what a model must exceed to be of any use.
///
/// As `sklearn.dummy.DummyClassifier(strategy="most_frequent")`. Evidently's dummy draws labels at random instead.
public struct DummyAccuracy: ClassificationMetric {
    public static let name = "dummy_accuracy"
    public static let help = "Accuracy that always predicting the most frequent true label would have."

    /// A share in [0, 1]; undefined without rows.
    public static func value(_ matrix: ConfusionMatrix, positiveLabel: Category?) -> Double? {
        guard let largest = matrix.targetCounts.max() else { return nil }
        return Double(largest) / Double(matrix.total)
    }
}
