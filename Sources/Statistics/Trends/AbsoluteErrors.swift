/// How far the predicted number is from the true one. Reads target and prediction.
public struct AbsoluteErrors: OutcomeReader {
    // Kept for the next batch.
    private var targets: [Double] = []

    /// Makes a reader.
    public init() {}

    /// Reads the rows.
    ///
    /// - Throws: ``ColumnError/unsupported(_:)`` if one of the columns holds no numbers.
    public mutating func read(_ columns: ArraySlice<Column>, into outcomes: inout [Double]) throws(ColumnError) {
        precondition(columns.count == 2, "target and prediction")
        try columns[columns.startIndex].decodeNumbers(into: &targets)
        try columns[columns.startIndex + 1].decodeNumbers(into: &outcomes)
        precondition(targets.count == outcomes.count)
        for row in outcomes.indices { outcomes[row] = abs(outcomes[row] - targets[row]) }
    }
}
