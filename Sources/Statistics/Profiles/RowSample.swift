/// Hashes of the values of one column in some of its rows: the same rows in every column of a data set, so that columns
/// can be compared row by row without being in memory together.
///
/// All rows up to the capacity; of more, one of each block of 2, 4, 8, ... rows, drawn by a fixed rule from the number of
/// the block. 4 bytes for each row of the sample. Merges rows that were read apart, in any order.
public struct RowSample: Sendable, Equatable {
    /// Enough to tell a share of 95 % to 0.2 percentage points (one standard error).
    public static let defaultCapacity = 16_384
    /// Enough to tell a share of 95 % to 1.4 percentage points.
    public static let leastCapacity = 256

    /// The most rows that are kept: a power of two.
    public let capacity: Int
    /// Rows seen, if they were seen without gaps.
    public private(set) var rowCount = 0
    /// Blocks have 2^level rows.
    private var level = 0
    /// By block: ``absent``, ``missing`` or the hash of a value.
    private var hashes: [UInt32] = []

    /// Rows of the sample, or one more.
    public var count: Int { hashes.count }

    /// The row of the block was not seen.
    private static let absent: UInt32 = 0
    /// The row has no value.
    private static let missing: UInt32 = 1

    /// Makes an empty sample.
    ///
    /// - Parameters:
    ///   - capacity: Rounded down to a power of two.
    ///   - rows: How many rows will come, if that is known: blocks have their size from the beginning.
    public init(capacity: Int = Self.defaultCapacity, expecting rows: Int = 0) {
        precondition(capacity > 0)
        self.capacity = 1 << (Int.bitWidth - 1 - capacity.leadingZeroBitCount)
        while !fits(rows) { level += 1 }
    }

    /// Adds a batch of `count` rows that begins at row `offset`.
    public mutating func update(_ column: Column, at offset: Int, count: Int) throws(ColumnError) {
        let end = offset + count
        reserve(end)
        let blocks = (offset >> level)..<blockCount(end)
        let drawn = blocks.map { (block: $0, row: row(of: $0) - offset) }.filter { 0..<count ~= $0.row }
        let hasher = RowHasher(column: "", seed: ByteHash.processSeed)
        let values = try hasher.hashes(of: column, rows: drawn.map(\.row))
        for (place, value) in zip(drawn, values) {
            let hash = UInt32(truncatingIfNeeded: value)
            hashes[place.block] = value == hasher.missingHash ? Self.missing : max(hash, Self.missing + 1)
        }
    }

    /// Adds the rows of another sample of the same column, which lie before, between or after these.
    public mutating func merge(_ other: RowSample) {
        precondition(capacity == other.capacity, "samples of other sizes")
        var other = other
        while level < other.level { coarsen() }
        while other.level < level { other.coarsen() }
        let end = max(rowCount, other.rowCount)
        reserve(end)
        other.reserve(end)
        for block in hashes.indices where hashes[block] == Self.absent { hashes[block] = other.hashes[block] }
    }
}

extension RowSample {
    /// How two columns of one data set compare in the rows of the samples.
    public struct Comparison: Sendable, Equatable {
        /// Rows compared.
        public fileprivate(set) var count = 0
        /// Rows in which both have the same value.
        public fileprivate(set) var equalCount = 0
        /// Rows in which neither has a value.
        public fileprivate(set) var bothMissingCount = 0
    }

    /// Compares the rows of two columns.
    ///
    /// - Parameter mostDifferences: With more differences than that the comparison is given up.
    /// - Returns: nil where it was given up, and for samples of different rows.
    public func compared(with other: RowSample, mostDifferences: Int) -> Comparison? {
        guard hashes.count == other.hashes.count, level == other.level else { return nil }
        var result = Comparison()
        let (left, right) = (hashes.span, other.hashes.span)
        for start in stride(from: 0, to: left.count, by: 256) {
            for block in start..<min(start + 256, left.count) {
                let (first, second) = (left[block], right[block])
                result.count &+= (first != Self.absent).bit
                result.equalCount &+= (first == second && first > Self.missing).bit
                result.bothMissingCount &+= (first == second && first == Self.missing).bit
            }
            let differences = result.count - result.equalCount - result.bothMissingCount
            if differences > mostDifferences { return nil }
        }
        return result
    }

    /// Makes room for the blocks of rows up to `end`; blocks grow where there would be too many.
    private mutating func reserve(_ end: Int) {
        rowCount = max(rowCount, end)
        while !fits(rowCount) { coarsen() }
        let blocks = blockCount(rowCount)
        if hashes.count < blocks {
            hashes.append(contentsOf: repeatElement(Self.absent, count: blocks - hashes.count))
        }
    }

    /// How many blocks so many rows are.
    private func blockCount(_ rows: Int) -> Int { (rows + (1 << level) - 1) >> level }

    private func fits(_ rows: Int) -> Bool { blockCount(rows) <= capacity }

    /// Joins each two blocks; one of their rows stays.
    private mutating func coarsen() {
        level += 1
        hashes = (0..<(hashes.count + 1) / 2).map { block in
            let place = 2 * block + Self.half(of: block, level: level)
            return place < hashes.count ? hashes[place] : Self.absent
        }
    }

    /// The row that stands for a block.
    private func row(of block: Int) -> Int {
        (0..<level).reversed().reduce(block) { 2 * $0 + Self.half(of: $0, level: $1 + 1) }
    }

    /// Which half of a block of 2^level rows its row is in.
    private static func half(of block: Int, level: Int) -> Int {
        Int(ByteHash.mix(UInt64(block), UInt64(level)) & 1)
    }
}
