/// The share of positive rows predicted positive, TP / (TP + FN): recall or sensitivity.
public struct TruePositiveRate: ClassificationMetric {
    public static let name = "true_positive_rate"
    public static let help = "Share of the rows with the positive label for which it was predicted."

    /// A share in [0, 1]; undefined without a positive label, and where there is no positive row.
    public static func value(_ matrix: ConfusionMatrix, positiveLabel: Category?) -> Double? {
        guard let positiveLabel else { return nil }
        let outcomes = BinaryOutcomes(matrix, positiveLabel: positiveLabel)
        return BinaryOutcomes.share(of: outcomes.truePositives, beside: outcomes.falseNegatives)
    }
}
