/// The share of negative rows predicted negative, TN / (TN + FP): specificity.
public struct TrueNegativeRate: ClassificationMetric {
    public static let name = "true_negative_rate"
    public static let help = "Share of the rows without the positive label for which it was not predicted."

    /// A share in [0, 1]; undefined without a positive label, and where there is no negative row.
    public static func value(_ matrix: ConfusionMatrix, positiveLabel: Category?) -> Double? {
        guard let positiveLabel else { return nil }
        let outcomes = BinaryOutcomes(matrix, positiveLabel: positiveLabel)
        return BinaryOutcomes.share(of: outcomes.trueNegatives, beside: outcomes.falsePositives)
    }
}
