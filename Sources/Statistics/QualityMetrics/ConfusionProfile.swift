/// What one pass over a target and a prediction column leaves: the counts of their pairs.
///
/// Rows in which either is missing are left out, as scikit-learn's callers do.
public struct ConfusionProfile: JointProfile {
    /// More labels than this on a side are no classification.
    public static let mostLabels = 4096

    private var targets = CategoryEncoder()
    private var predictions = CategoryEncoder()
    /// `counts[target][prediction]`, in the encoders' order of first appearance.
    private var counts: [[Int]] = []

    /// Makes an empty profile.
    public init() {}

    /// Adds the rows of a target and a prediction column.
    ///
    /// - Throws: ``ColumnError/unsupported(_:)`` if there are more than ``mostLabels`` distinct labels.
    public mutating func update(_ columns: [Column]) throws(ColumnError) {
        precondition(columns.count == 2, "target and prediction")
        var (targetCodes, predictionCodes): ([Int32], [Int32]) = ([], [])
        try targets.encode(columns[0], into: &targetCodes)
        try predictions.encode(columns[1], into: &predictionCodes)
        try grow()
        for row in targetCodes.indices where targetCodes[row] >= 0 && predictionCodes[row] >= 0 {
            counts[Int(targetCodes[row])][Int(predictionCodes[row])] += 1
        }
    }

    /// Adds the pairs of another profile.
    ///
    /// - Throws: ``ColumnError/unsupported(_:)`` as ``update(_:)``.
    public mutating func merge(_ other: ConfusionProfile) throws(ColumnError) {
        let targetCodes = targets.codes(of: other.targets)
        let predictionCodes = predictions.codes(of: other.predictions)
        try grow()
        for (target, row) in other.counts.enumerated() {
            for (prediction, count) in row.enumerated() {
                counts[Int(targetCodes[target])][Int(predictionCodes[prediction])] += count
            }
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

    private mutating func grow() throws(ColumnError) {
        guard max(targets.count, predictions.count) <= Self.mostLabels else {
            throw .unsupported("a column of more than \(Self.mostLabels) labels")
        }
        for row in counts.indices where counts[row].count < predictions.count {
            counts[row].append(contentsOf: repeatElement(0, count: predictions.count - counts[row].count))
        }
        while counts.count < targets.count { counts.append([Int](repeating: 0, count: predictions.count)) }
    }
}
