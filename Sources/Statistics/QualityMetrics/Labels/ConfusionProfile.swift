/// What one pass over a target and a prediction column leaves: the counts of their pairs.
///
/// Rows in which either is missing are left out, as scikit-learn's callers do.
public struct ConfusionProfile: JointProfile {
    /// More labels than this on a side are no classification.
    public static let mostLabels = 4096

    private var targets = CategoryEncoder()
    private var predictions = CategoryEncoder()
    /// By the encoders' codes, which follow the order of first appearance.
    private(set) var counts = PairCounts()
    /// Kept for the next batch.
    private var targetCodes: [Int32] = []
    private var predictionCodes: [Int32] = []

    /// Makes an empty profile.
    public init() {}

    /// Adds the rows of a target and a prediction column.
    ///
    /// - Throws: ``ColumnError/unsupported(_:)`` if there are more than ``mostLabels`` distinct labels.
    public mutating func update(_ columns: [Column]) throws(ColumnError) {
        precondition(columns.count == 2, "target and prediction")
        try targets.encode(columns[0], into: &targetCodes)
        try predictions.encode(columns[1], into: &predictionCodes)
        try checkLabels()
        counts.add(targetCodes, predictionCodes, counts: (targets.count, predictions.count))
    }

    /// Adds the pairs of another profile.
    ///
    /// - Throws: ``ColumnError/unsupported(_:)`` as ``update(_:)``.
    public mutating func merge(_ other: ConfusionProfile) throws(ColumnError) {
        let targetCodes = targets.codes(of: other.targets)
        let predictionCodes = predictions.codes(of: other.predictions)
        try checkLabels()
        for (target, prediction, count) in other.counts.pairs {
            counts.add(count, Int(targetCodes[target]), Int(predictionCodes[prediction]))
        }
    }

    /// The matrix over the labels that occur.
    public var matrix: ConfusionMatrix {
        ConfusionMatrix(
            counts.pairs.map { (targets.category($0.first), predictions.category($0.second), $0.count) })
    }

    private func checkLabels() throws(ColumnError) {
        guard max(targets.count, predictions.count) <= Self.mostLabels else {
            throw .unsupported("a column of more than \(Self.mostLabels) labels")
        }
    }
}
