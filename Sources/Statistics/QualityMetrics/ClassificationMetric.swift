/// A measure of how well predicted labels agree with true ones; ``ClassificationMetricCatalog/all`` lists them.
public protocol ClassificationMetric: Sendable {
    /// The name within metric names and configuration, such as `f1_score`.
    static var name: String { get }
    /// One sentence for `# HELP`.
    static var help: String { get }

    /// The value over a confusion matrix.
    ///
    /// - Parameter positiveLabel: The label that counts as positive; nil for the average over all labels.
    /// - Returns: nil where the value is undefined.
    static func value(_ matrix: ConfusionMatrix, positiveLabel: Category?) -> Double?
}

/// All classification metrics.
public enum ClassificationMetricCatalog {
    /// Every metric; add a new one here and nowhere else.
    public static let all: [any ClassificationMetric.Type] = [Accuracy.self, F1Score.self]
}
