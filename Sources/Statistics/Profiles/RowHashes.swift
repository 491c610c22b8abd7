/// The hash of each row's value in one column of a batch, to be added to a ``RowProfile``.
///
/// Made apart from the profile, so that several threads can hash columns of the same rows; reused from batch to batch,
/// so that its memory is.
public struct RowHashes: Sendable {
    let seed: UInt64
    private(set) var values: [UInt64] = []
    /// What a row without a value hashes to.
    private(set) var missing: UInt64 = 0

    /// Makes room for hashes that fit a profile.
    public init(for rows: RowProfile) {
        seed = rows.seed
    }

    /// Replaces the hashes by those of a column.
    public mutating func hash(_ column: Column, named name: String) throws(ColumnError) {
        let hasher = RowHasher(column: name, seed: seed)
        try hasher.hash(column, into: &values)
        missing = hasher.missingHash
    }
}
