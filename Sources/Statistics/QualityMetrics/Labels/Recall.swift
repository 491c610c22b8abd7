/// The share of rows with a label for which it was predicted, TP / (TP + FN), as `sklearn.metrics.recall_score`.
public struct Recall: LabelMetric {
    public static let name = "recall"
    public static let help =
        "Recall: of the positive label in a binary classification, else the unweighted mean over all labels."
    public static let labelHelp = "Share of the rows with the label for which it was predicted; 0 if there are none."

    /// A share in [0, 1]; 0 for a label that no row has.
    public static func score(_ matrix: ConfusionMatrix, label: Int) -> Double {
        let count = matrix.targetCounts[label]
        return count == 0 ? 0 : Double(matrix.agreeingCounts[label]) / Double(count)
    }
}
