/// What a pass leaves of whole rows: a digest of each, and whether it has any value.
///
/// Digests of columns add up, so the columns of a data set may be read apart, in any order and by several threads.
/// 64 bits: among 10 million distinct rows the chance of one false duplicate is 3 in a million. 8 bytes a row.
public struct RowProfile: Sendable {
    /// Seeds the hashes; only profiles of one seed compare.
    let seed: UInt64
    private(set) var digests = KeyArray()
    /// One bit per row, set where a column has a value; `nil` once a column had a value in every row.
    private var occupied: [UInt64]? = []

    /// Makes a profile without rows.
    ///
    /// - Parameter seed: By default one of this process, so that nobody can prepare rows that collide.
    public init(seed: UInt64? = nil) {
        self.seed = seed ?? ByteHash.processSeed
    }

    /// Makes room for that many rows.
    public mutating func reserve(_ rows: Int) {
        if digests.capacity < rows { digests.reserveCapacity(rows) }
    }

    /// The number of rows seen.
    public var rowCount: Int { digests.count }

    /// The counts of all rows.
    public consuming func counts() -> RowCounts {
        let emptyRowCount = emptyRowCount
        RadixSort.sort(&digests)
        return RowCounts(
            rowCount: digests.count, emptyRowCount: emptyRowCount,
            duplicatedRowCount: digests.count - digests.distinctCount)
    }

    /// The number of rows without any value.
    var emptyRowCount: Int {
        guard let occupied else { return 0 }
        return rowCount - occupied.reduce(0) { $0 + $1.nonzeroBitCount }
    }

    /// Adds a column to the rows from `offset` on; rows that are new are appended.
    ///
    /// - Parameter hashes: Made with the seed of this profile.
    public mutating func add(_ hashes: RowHashes, at offset: Int) {
        precondition(hashes.seed == seed, "hashes of another seed")
        let end = offset + hashes.values.count
        grow(to: end)
        let terms = hashes.values.span
        var sums = digests.mutableSpan
        precondition(offset >= 0 && offset + terms.count <= sums.count)
        for row in terms.indices { unsafe sums[unchecked: offset &+ row] &+= terms[row] }
        occupy(hashes, from: offset, to: end)
    }

    /// Removes all rows, keeping their memory.
    mutating func removeAll() {
        digests.removeAll()
        occupied = []
    }

    /// Appends rows without a value until there are that many.
    mutating func grow(to end: Int) {
        guard end > digests.count else { return }
        digests.appendZeroes(end - digests.count)
        guard let count = occupied?.count else { return }
        occupied?.append(contentsOf: repeatElement(0, count: (end + 63) / 64 - count))
    }

    /// Marks the rows that have a value in the column.
    private mutating func occupy(_ hashes: RowHashes, from offset: Int, to end: Int) {
        guard occupied != nil else { return }
        if hashes.missingCount == 0 { return occupyAll(from: offset, to: end) }
        let terms = hashes.values.span
        for row in terms.indices where terms[row] != hashes.missing {
            occupied?[(offset + row) / 64] |= 1 << UInt64((offset + row) % 64)
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
}
