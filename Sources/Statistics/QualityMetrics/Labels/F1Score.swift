/// The harmonic mean of precision and recall, 2·TP / (2·TP + FP + FN), as `sklearn.metrics.f1_score`.
public struct F1Score: LabelMetric {
    public static let name = "f1_score"
    public static let help =
        "F1 score: of the positive label in a binary classification, else the unweighted mean over all labels."
    public static let labelHelp = "F1 score of the label, the harmonic mean of its precision and recall."

    /// A score in [0, 1].
    public static func score(_ matrix: ConfusionMatrix, label: Int) -> Double {
        // 2·TP + FP + FN is the sum of how often the label occurs and how often it is predicted.
        let occurrences = matrix.targetCounts[label] + matrix.predictionCounts[label]
        return occurrences == 0 ? 0 : 2 * Double(matrix.agreeingCounts[label]) / Double(occurrences)
    }
}
