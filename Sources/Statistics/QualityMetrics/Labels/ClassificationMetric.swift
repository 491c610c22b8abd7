/// A measure of how well predicted labels agree with true ones; ``ClassificationMetricCatalog/all`` lists them.
public protocol ClassificationMetric: Sendable {
    /// The name within metric names, such as `f1_score`.
    static var name: String { get }
    /// One sentence for `# HELP`.
    static var help: String { get }

    /// The value over a confusion matrix.
    ///
    /// - Parameter positiveLabel: The label that counts as positive; nil where none does.
    /// - Returns: nil where the value is undefined.
    static func value(_ matrix: ConfusionMatrix, positiveLabel: Category?) -> Double?
}

/// All classification metrics.
public enum ClassificationMetricCatalog {
    /// Every metric; add a new one here and nowhere else.
    public static let all: [any ClassificationMetric.Type] = [
        Accuracy.self,
        Precision.self,
        Recall.self,
        F1Score.self,
        WeightedPrecision.self,
        WeightedRecall.self,
        WeightedF1Score.self,
        TruePositiveRate.self,
        TrueNegativeRate.self,
        FalsePositiveRate.self,
        FalseNegativeRate.self,
        DummyAccuracy.self,
    ]

    /// Those that each label has a value of.
    public static let byLabel: [any LabelMetric.Type] = all.compactMap { $0 as? any LabelMetric.Type }
}
