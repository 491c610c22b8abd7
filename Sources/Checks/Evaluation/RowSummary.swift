/// What is known of the rows of one data set.
public struct RowSummary: Sendable, Equatable {
    public let rowCount: Int
    /// Columns of the files, read or not.
    public let columnCount: Int
    /// Rows without any value in the columns that are read.
    public let emptyRowCount: Int
    /// Rows that repeat an earlier one in all columns that are read.
    public let duplicatedRowCount: Int

    /// Sets the counts.
    public init(rowCount: Int, columnCount: Int, emptyRowCount: Int, duplicatedRowCount: Int) {
        self.rowCount = rowCount
        self.columnCount = columnCount
        self.emptyRowCount = emptyRowCount
        self.duplicatedRowCount = duplicatedRowCount
    }
}
