/// The share of negative rows predicted positive, FP / (FP + TN).
public struct FalsePositiveRate: ClassificationMetric {
    public static let name = "false_positive_rate"
    public static let help = "Share of the rows without the positive label for which it was predicted."

    /// A share in [0, 1]; undefined without a positive label, and where there is no negative row.
    public static func value(_ matrix: ConfusionMatrix, positiveLabel: Category?) -> Double? {
        guard let positiveLabel else { return nil }
        let outcomes = BinaryOutcomes(matrix, positiveLabel: positiveLabel)
        return BinaryOutcomes.share(of: outcomes.falsePositives, beside: outcomes.trueNegatives)
    }
}
