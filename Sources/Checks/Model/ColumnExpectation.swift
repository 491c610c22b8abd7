public import Statistics

/// What a user says that the values of some columns should be.
public struct ColumnExpectation: Sendable, Equatable {
    /// The name of a column, or a pattern with `*` and `?`.
    public let column: String
    /// Where numbers should lie, the ends included; nil for anywhere.
    public let range: ClosedRange<Double>?
    /// The only values expected; nil for any.
    public let values: [Category]?

    /// States an expectation.
    public init(column: String, range: ClosedRange<Double>? = nil, values: [Category]? = nil) {
        self.column = column
        self.range = range
        self.values = values
    }

    /// Whether it is about the column.
    public func covers(_ name: String) -> Bool { NamePattern(column).matches(name) }
}
