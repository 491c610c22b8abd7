/// What a pass leaves of whole rows: a digest of each, and whether it has any value.
///
/// Digests of columns add up, so the columns of a data set may be read apart, in any order and by several threads,
/// and the profiles merged. 64 bits: among 10 million distinct rows the chance of one false duplicate is 3 in a
/// million.
public struct RowProfile: Sendable {
    private var digests: [UInt64] = []
    /// One bit per row, set where a column has a value; `nil` once a column had a value in every row.
    private var occupied: [UInt64]? = []
    private static let missing: UInt64 = 0x5851_F42D_4C95_7F2D

    /// Makes a profile without rows.
    public init() {}

    /// The number of rows seen.
    public var rowCount: Int { digests.count }

    /// The number of rows that repeat an earlier one: rows minus distinct rows, as `pandas.duplicated().sum()`.
    public func duplicatedRowCount(scratch: inout [UInt64]) -> Int {
        var sorted = digests
        RadixSort.sort(&sorted, scratch: &scratch)
        var duplicates = 0
        for index in sorted.indices.dropFirst() { duplicates += (sorted[index] == sorted[index - 1]).bit }
        return duplicates
    }

    /// The number of rows without any value.
    public var emptyRowCount: Int {
        guard let occupied else { return 0 }
        return rowCount - occupied.reduce(0) { $0 + $1.nonzeroBitCount }
    }

    /// Adds the columns of another profile of the same rows.
    ///
    /// - Returns: false, and nothing done, if the profiles do not have the same number of rows.
    public mutating func join(_ other: RowProfile) -> Bool {
        guard !digests.isEmpty else {
            self = other
            return true
        }
        guard other.rowCount == rowCount else { return false }
        for row in digests.indices { digests[row] &+= other.digests[row] }
        guard var mine = occupied, let theirs = other.occupied else {
            occupied = nil
            return true
        }
        for word in mine.indices { mine[word] |= theirs[word] }
        occupied = mine
        return true
    }

    /// Adds a column to the rows from `offset` on; rows that are new are appended.
    public mutating func update(_ column: Column, named name: String, at offset: Int) throws(ColumnError) {
        var hashes: [UInt64] = []
        try RowHasher(salt: Self.salt(name), missing: Self.missing).hash(column, into: &hashes)
        let end = offset + hashes.count
        if end > digests.count {
            digests.append(contentsOf: repeatElement(0, count: end - digests.count))
            let words = (end + 63) / 64
            if let count = occupied?.count { occupied?.append(contentsOf: repeatElement(0, count: words - count)) }
        }
        for row in hashes.indices { digests[offset + row] &+= hashes[row] }
        occupy(hashes, missing: ByteHash.mix(Self.missing, Self.salt(name)), at: offset)
    }

    private mutating func occupy(_ hashes: [UInt64], missing: UInt64, at offset: Int) {
        guard occupied != nil else { return }
        for row in hashes.indices where hashes[row] != missing {
            occupied?[(offset + row) / 64] |= 1 << UInt64((offset + row) % 64)
        }
    }

    /// Columns of equal content must not cancel or exchange: each is salted by its name.
    private static func salt(_ name: String) -> UInt64 {
        ByteHash.of(Array(name.utf8).span, seed: ByteHash.processSeed)
    }
}
