@testable import Statistics

extension RowProfile {
    /// Adds a column to the rows from `offset` on.
    mutating func update(_ column: Column, named name: String, at offset: Int) throws {
        var hashes = RowHashes(for: self)
        try hashes.hash(column, named: name)
        add(hashes, at: offset)
    }
}
