/// A classification metric that each label has a value of.
///
/// With a positive label the metric is that label's value, else the unweighted mean over all labels that occur as true
/// or predicted ones (scikit-learn's `average="macro"`). Where a value would be a division by zero it is 0
/// (`zero_division=0`).
public protocol LabelMetric: ClassificationMetric {
    /// One sentence for the `# HELP` of the values of single labels.
    static var labelHelp: String { get }

    /// The value of one label, in [0, 1].
    ///
    /// - Parameter label: A place in the labels of the matrix.
    static func score(_ matrix: ConfusionMatrix, label: Int) -> Double
}

extension LabelMetric {
    /// A value in [0, 1]; undefined without rows, 0 for a positive label that never occurs.
    public static func value(_ matrix: ConfusionMatrix, positiveLabel: Category?) -> Double? {
        guard matrix.total > 0 else { return nil }
        if let positiveLabel { return matrix.place(of: positiveLabel).map { score(matrix, label: $0) } ?? 0 }
        return matrix.labels.indices.reduce(0) { $0 + score(matrix, label: $1) } / Double(matrix.labels.count)
    }

    /// The mean over all labels, weighted by how often each is the true one (`average="weighted"`); undefined without
    /// rows.
    static func weightedMean(_ matrix: ConfusionMatrix) -> Double? {
        guard matrix.total > 0 else { return nil }
        let sum = matrix.labels.indices.reduce(0) { $0 + score(matrix, label: $1) * Double(matrix.targetCounts[$1]) }
        return sum / Double(matrix.total)
    }
}
