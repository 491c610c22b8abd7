/// What a pass leaves of whole rows: a digest of each, and whether it has any value.
///
/// Digests of columns add up, so the columns of a data set may be read apart, in any order and by several threads,
/// and the profiles merged. 64 bits: among 10 million distinct rows the chance of one false duplicate is 3 in a
/// million.
public struct RowProfile: Sendable {
    private var digests: [UInt64] = []
    /// One bit per row, set where a column has a value; `nil` once a column had a value in every row.
    private var occupied: [UInt64]? = []
    /// The hashes of the last batch, kept so that their memory is.
    private var hashes: [UInt64] = []
    /// What a missing value counts as; a constant would be somebody's number.
    private static let missing = UInt64.random(in: .min ... .max)

    /// Makes a profile without rows.
    public init() {}

    /// Makes room for that many rows.
    public mutating func reserve(_ rows: Int) {
        if digests.capacity < rows { digests.reserveCapacity(rows) }
    }

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
        let terms = other.digests.span
        var sums = digests.mutableSpan
        for row in terms.indices { unsafe sums[unchecked: row] &+= terms[row] }
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
        let salt = Self.salt(name)
        try RowHasher(salt: salt, missing: Self.missing).hash(column, into: &hashes)
        let end = offset + hashes.count
        grow(to: end)
        add(at: offset)
        occupy(missing: ByteHash.mix(Self.missing, salt), from: offset, to: end)
    }

    private mutating func grow(to end: Int) {
        guard end > digests.count else { return }
        if digests.capacity < end { digests.reserveCapacity(max(end, 2 * digests.capacity)) }
        digests.append(contentsOf: repeatElement(0, count: end - digests.count))
        guard let count = occupied?.count else { return }
        occupied?.append(contentsOf: repeatElement(0, count: (end + 63) / 64 - count))
    }

    private mutating func add(at offset: Int) {
        let hashes = hashes
        let terms = hashes.span
        var sums = digests.mutableSpan
        precondition(offset >= 0 && offset + terms.count <= sums.count)
        for row in terms.indices { unsafe sums[unchecked: offset &+ row] &+= terms[row] }
    }

    /// Marks the rows that have a value in the column.
    private mutating func occupy(missing: UInt64, from offset: Int, to end: Int) {
        guard occupied != nil else { return }
        let hashes = hashes
        let terms = hashes.span
        var missingRows = 0
        for row in terms.indices { missingRows &+= (terms[row] == missing).bit }
        if missingRows == 0 {
            occupyAll(from: offset, to: end)
        } else {
            for row in terms.indices where terms[row] != missing {
                occupied?[(offset + row) / 64] |= 1 << UInt64((offset + row) % 64)
            }
        }
    }

    private mutating func occupyAll(from start: Int, to end: Int) {
        var row = start
        while row < end {
            if row % 64 == 0, row + 64 <= end {
                occupied?[row / 64] = .max
                row += 64
            } else {
                occupied?[row / 64] |= 1 << UInt64(row % 64)
                row += 1
            }
        }
    }

    /// Columns of equal content must not cancel or exchange: each is salted by its name.
    private static func salt(_ name: String) -> UInt64 {
        ByteHash.of(Array(name.utf8).span, seed: ByteHash.processSeed)
    }
}
