/// What one pass over whole rows leaves, however many they are: a digest of each, in memory up to a limit and beyond it
/// in a file. The columns of a batch come one after the other, then the next batch.
public struct StreamedRows: Sendable {
    private var batch = RowProfile()
    private var digests: SpillingKeys
    private var emptyRowCount = 0

    /// - Parameter spill: Where digests go that are too many for memory.
    public init(spill: any KeySpill) {
        digests = SpillingKeys(spill: spill)
    }

    /// Room for the hashes of a column.
    public var hashes: RowHashes { RowHashes(for: batch) }

    /// Adds a column to the rows of the batch.
    public mutating func add(_ hashes: RowHashes) {
        batch.add(hashes, at: 0)
    }

    /// Ends a batch.
    ///
    /// - Parameter rows: The rows of the batch, be it that no column could be read.
    /// - Throws: ``ColumnError/spill(_:)``
    public mutating func endBatch(rows: Int) throws(ColumnError) {
        batch.grow(to: rows)
        emptyRowCount += batch.emptyRowCount
        digests.append(contentsOf: batch.digests)
        batch.removeAll()
        try digests.settle()
    }

    /// The counts. Leaves no rows.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    public mutating func takeCounts() throws(ColumnError) -> RowCounts {
        defer { emptyRowCount = 0 }
        let rowCount = digests.count
        return RowCounts(
            rowCount: rowCount, emptyRowCount: emptyRowCount,
            duplicatedRowCount: rowCount - (try digests.takeDistinctCount()))
    }
}
