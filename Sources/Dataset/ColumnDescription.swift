public import Statistics

/// A column as the schema of a data set describes it.
public struct ColumnDescription: Sendable, Equatable {
    public let name: String
    public let type: ColumnType

    /// Describes a column.
    public init(name: String, type: ColumnType) {
        self.name = name
        self.type = type
    }
}
