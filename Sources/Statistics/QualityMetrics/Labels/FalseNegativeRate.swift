/// The share of positive rows predicted negative, FN / (FN + TP).
public struct FalseNegativeRate: ClassificationMetric {
    public static let name = "false_negative_rate"
    public static let help = "Share of the rows with the positive label for which another one was predicted."

    /// A share in [0, 1]; undefined without a positive label, and where there is no positive row.
    public static func value(_ matrix: ConfusionMatrix, positiveLabel: Category?) -> Double? {
        guard let positiveLabel else { return nil }
        let outcomes = BinaryOutcomes(matrix, positiveLabel: positiveLabel)
        return BinaryOutcomes.share(of: outcomes.falseNegatives, beside: outcomes.truePositives)
    }
}
