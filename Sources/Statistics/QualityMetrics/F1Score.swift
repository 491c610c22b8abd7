/// The harmonic mean of precision and recall, 2·TP / (2·TP + FP + FN).
///
/// With a positive label that label's score, else the unweighted mean over all labels that occur as true or predicted
/// ones (`sklearn.metrics.f1_score(average="macro", zero_division=0)`).
public struct F1Score: ClassificationMetric {
    public static let name = "f1_score"
    public static let help =
        "F1 score: of the positive label in a binary classification, else the unweighted mean over all labels."

    /// A score in [0, 1]; undefined without rows, 0 for a positive label that never occurs.
    public static func value(_ matrix: ConfusionMatrix, positiveLabel: Category?) -> Double? {
        guard matrix.total > 0 else { return nil }
        guard let positiveLabel else {
            let sum = matrix.labels.indices.reduce(0) { $0 + score(matrix, $1) }
            return sum / Double(matrix.labels.count)
        }
        let place = matrix.labels.firstIndex { label in
            let notation = CategoryNotation(of: [label, positiveLabel])
            return notation(label) == notation(positiveLabel)
        }
        return place.map { score(matrix, $0) } ?? 0
    }

    private static func score(_ matrix: ConfusionMatrix, _ label: Int) -> Double {
        let truePositives = matrix[label, label]
        // 2·TP + FP + FN is the sum of how often the label occurs and how often it is predicted.
        let occurrences = matrix.targetCount(label) + matrix.predictionCount(label)
        return occurrences == 0 ? 0 : 2 * Double(truePositives) / Double(occurrences)
    }
}
