/// Tells of each row how the prediction turned out, as a number.
public protocol OutcomeReader: Sendable {
    /// Replaces `outcomes` by a number for each row, NaN where there is none.
    ///
    /// - Throws: ``ColumnError`` if the values cannot be used.
    mutating func read(_ columns: ArraySlice<Column>, into outcomes: inout [Double]) throws(ColumnError)
}
