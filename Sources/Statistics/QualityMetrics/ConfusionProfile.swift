/// What one pass over a target and a prediction column leaves: the counts of their pairs.
///
/// Rows in which either is missing are left out, as scikit-learn's callers do.
public struct ConfusionProfile: Sendable {
    /// More labels than this on a side are no classification.
    public static let mostLabels = 4096

    private var targets = CategoryEncoder()
    private var predictions = CategoryEncoder()
    /// `counts[target][prediction]`, in the encoders' order of first appearance.
    private var counts: [[Int]] = []

    /// Makes an empty profile.
    public init() {}

    /// Adds the rows of a target and a prediction column of equal length.
    ///
    /// - Throws: ``ColumnError/unsupported(_:)`` if there are more than ``mostLabels`` distinct labels.
    public mutating func update(target: Column, prediction: Column) throws(ColumnError) {
        var (targetCodes, predictionCodes): ([Int32], [Int32]) = ([], [])
        try targets.encode(target, into: &targetCodes)
        try predictions.encode(prediction, into: &predictionCodes)
        guard max(targets.count, predictions.count) <= Self.mostLabels else {
            throw .unsupported("a column of more than \(Self.mostLabels) labels")
        }
        grow()
        for row in targetCodes.indices where targetCodes[row] >= 0 && predictionCodes[row] >= 0 {
            counts[Int(targetCodes[row])][Int(predictionCodes[row])] += 1
        }
    }

    /// The matrix over the labels that occur.
    public var matrix: ConfusionMatrix {
        var pairs: [(target: Category, prediction: Category, count: Int)] = []
        for (target, row) in counts.enumerated() {
            for (prediction, count) in row.enumerated() where count > 0 {
                pairs.append((targets.category(target), predictions.category(prediction), count))
            }
        }
        return ConfusionMatrix(pairs)
    }

    private mutating func grow() {
        for row in counts.indices where counts[row].count < predictions.count {
            counts[row].append(contentsOf: repeatElement(0, count: predictions.count - counts[row].count))
        }
        while counts.count < targets.count { counts.append([Int](repeating: 0, count: predictions.count)) }
    }
}
