/// What a pass leaves of whole rows: a digest of each, and whether it has any value.
///
/// Digests of columns add up, so the columns of a data set may be read apart, in any order and by several threads.
/// 64 bits: among 10 million distinct rows the chance of one false duplicate is 3 in a million. 8 bytes a row.
public struct RowProfile: Sendable {
    /// Seeds the hashes; only profiles of one seed compare.
    let seed: UInt64
    private(set) var digests = KeyArray()
    /// One bit per row, set where a column has a value.
    private var occupied: [UInt64] = []

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
        digests.sort()
        return RowCounts(
            rowCount: digests.count, emptyRowCount: emptyRowCount,
            duplicatedRowCount: digests.count - digests.distinctCount)
    }

    /// The number of rows without any value.
    var emptyRowCount: Int {
        rowCount - occupied.reduce(0) { $0 + $1.nonzeroBitCount }
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
        occupied.append(contentsOf: repeatElement(0, count: (end + 63) / 64 - occupied.count))
    }

    /// Marks the rows that have a value in the column. Most are marked already, by the first column without gaps.
    private mutating func occupy(_ hashes: RowHashes, from offset: Int, to end: Int) {
        let terms = hashes.values.span
        var row = offset
        while row < end {
            let bit = row % 64
            let width = min(64 - bit, end - row)
            let all = (UInt64.max &>> UInt64(64 - width)) &<< UInt64(bit)
            if occupied[row / 64] & all != all {
                occupied[row / 64] |= Self.present(terms, from: row - offset, width: width, not: hashes.missing) << bit
            }
            row += width
        }
    }

    /// A bit for each row of at most 64, set where its hash is another one. Without branches: which rows have a value
    /// is hard to predict.
    @inline(__always)
    private static func present(
        _ terms: borrowing Span<UInt64>, from start: Int, width: Int, not missing: UInt64
    ) -> UInt64 {
        var word: UInt64 = 0
        for place in 0..<width { word |= UInt64((terms[start &+ place] != missing).bit) &<< UInt64(place) }
        return word
    }
}
