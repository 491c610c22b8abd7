/// What one pass over several columns that are read together leaves. Merges by addition.
public protocol JointProfile: Sendable {
    /// Adds rows: the columns that the profile was made for, in their order, of equal length.
    ///
    /// - Throws: ``ColumnError`` if the values cannot be used.
    mutating func update(_ columns: [Column]) throws(ColumnError)

    /// Adds the rows of another profile of the same columns.
    ///
    /// - Throws: ``ColumnError`` if both together are more than the profile can hold.
    mutating func merge(_ other: Self) throws(ColumnError)
}
