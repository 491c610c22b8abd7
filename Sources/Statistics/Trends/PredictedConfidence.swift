/// The probability of what is predicted. Reads the columns of probabilities, in the order of their layout.
public struct PredictedConfidence: OutcomeReader {
    private var rows: ProbabilityRows

    /// Makes a reader of probabilities in a layout.
    public init(_ layout: ProbabilityLayout) {
        rows = ProbabilityRows(layout)
    }

    /// Reads the rows; a probability that is missing or outside 0...1 leaves no number.
    ///
    /// - Throws: ``ColumnError/unsupported(_:)`` if a probability is no number.
    public mutating func read(_ columns: ArraySlice<Column>, into outcomes: inout [Double]) throws(ColumnError) {
        try rows.read(columns)
        outcomes.removeAll(keepingCapacity: true)
        outcomes.append(contentsOf: rows.confidences)
    }
}
