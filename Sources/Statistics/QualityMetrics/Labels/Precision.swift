/// The share of rows predicted to have a label that have it, TP / (TP + FP), as `sklearn.metrics.precision_score`.
public struct Precision: LabelMetric {
    public static let name = "precision"
    public static let help =
        "Precision: of the positive label in a binary classification, else the unweighted mean over all labels."
    public static let labelHelp = "Share of the rows predicted to have the label that have it; 0 if there are none."

    /// A share in [0, 1]; 0 for a label that is never predicted.
    public static func score(_ matrix: ConfusionMatrix, label: Int) -> Double {
        let predicted = matrix.predictionCounts[label]
        return predicted == 0 ? 0 : Double(matrix.agreeingCounts[label]) / Double(predicted)
    }
}
