/// The rows of one data set, counted.
public struct RowCounts: Sendable, Equatable, Codable {
    public let rowCount: Int
    /// Rows without any value.
    public let emptyRowCount: Int
    /// Rows that repeat an earlier one: rows minus distinct rows, as `pandas.duplicated().sum()`.
    public let duplicatedRowCount: Int
}
