/// Draws rows by a hash of their number or of a value: the sample is the same in whatever parts and order data are read.
public struct RowSampler: Sendable {
    private let seed: UInt64

    /// - Parameter seed: Others draw other rows.
    public init(seed: Int) {
        self.seed = Self.mixed(UInt64(bitPattern: Int64(seed)))
    }

    /// Draws a number of rows, at least 1; all of them if there are no more.
    public func sample(_ wanted: Int, of count: Int) -> RowSelection {
        precondition(wanted > 0)
        guard wanted < count else { return draw(count) { _ in true } }
        let last = largestDraw(among: wanted, of: count)
        return draw(count) { number(of: $0) <= last }
    }

    /// Draws about so large a share of the rows, from 0 to 1: each by itself, whatever the others are.
    public func sample(share: Double, of count: Int) -> RowSelection {
        draw(count) { isDrawn(number(of: $0), share: share) }
    }

    /// Draws all rows of about so large a share of the values of a column, and adds them to a selection. Rows without a
    /// value are drawn all or none.
    ///
    /// - Throws: ``ColumnError`` if the column is broken.
    public func add(_ column: Column, share: Double, to rows: inout RowSelection) throws(ColumnError) {
        var hashes: [UInt64] = []
        try RowHasher(column: "", seed: seed).hash(column, into: &hashes)
        for hash in hashes { rows.append(isDrawn(Self.mixed(hash), share: share)) }
    }

    @inline(__always)
    private func draw(_ count: Int, _ isDrawn: (Int) -> Bool) -> RowSelection {
        var rows = RowSelection()
        for row in 0..<count { rows.append(isDrawn(row)) }
        return rows
    }

    @inline(__always)
    private func isDrawn(_ number: UInt64, share: Double) -> Bool {
        // 53 bits, as many as the share has.
        Double(number >> 11) < share * 0x1p53
    }

    /// The largest of the smallest numbers, so many, that rows have.
    private func largestDraw(among wanted: Int, of count: Int) -> UInt64 {
        var smallest = KeyArray()
        var limit = UInt64.max
        for start in stride(from: 0, to: count, by: 65_536) {
            let rows = start..<min(start + 65_536, count)
            smallest.append(addingCapacity: rows.count) { output in
                for row in rows where number(of: row) <= limit { output.append(number(of: row)) }
            }
            guard smallest.count >= 2 * wanted || rows.upperBound == count else { continue }
            smallest.sort()
            smallest = KeyArray(smallest, 0..<min(wanted, smallest.count))
            limit = smallest.last ?? limit
        }
        return limit
    }

    /// A number of 64 bits, as good as random, that belongs to a row.
    @inline(__always)
    private func number(of row: Int) -> UInt64 {
        Self.mixed(seed &+ UInt64(row + 1) &* 0x9E37_79B9_7F4A_7C15)
    }

    /// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    @inline(__always)
    private static func mixed(_ bits: UInt64) -> UInt64 {
        var mixed = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
