/// Which rows of a data set count: one bit for each, in the order in which they are read.
public struct RowSelection: Sendable, Equatable {
    /// How many of some rows are selected.
    public enum Coverage: Sendable, Equatable {
        case none, some, all
    }

    /// Rows, selected or not.
    public private(set) var rowCount = 0
    /// Selected rows.
    public private(set) var count = 0
    private var words: [UInt64] = []

    /// Holds no rows yet.
    public init() {}

    /// Adds a row.
    @inline(__always)
    public mutating func append(_ isSelected: Bool) {
        if rowCount & 63 == 0 { words.append(0) }
        if isSelected {
            words[rowCount >> 6] |= 1 << UInt64(rowCount & 63)
            count += 1
        }
        rowCount += 1
    }

    /// Whether a row is selected.
    public subscript(row: Int) -> Bool {
        precondition(row >= 0 && row < rowCount)
        return words[row >> 6] >> UInt64(row & 63) & 1 == 1
    }

    /// How many of these rows are selected.
    public func coverage(of rows: Range<Int>) -> Coverage {
        let selected = selectedCount(in: rows)
        return selected == 0 ? .none : selected == rows.count ? .all : .some
    }

    /// The places of the selected ones among these rows, counted from the first of them.
    public func places(in rows: Range<Int>) -> [Int32] {
        var places: [Int32] = []
        places.reserveCapacity(selectedCount(in: rows))
        for row in rows where self[row] { places.append(Int32(row - rows.lowerBound)) }
        return places
    }

    private func selectedCount(in rows: Range<Int>) -> Int {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= rowCount)
        guard !rows.isEmpty else { return 0 }
        let (first, last) = (rows.lowerBound >> 6, (rows.upperBound - 1) >> 6)
        var count = 0
        for place in first...last {
            var word = words[place]
            if place == first { word &= .max << UInt64(rows.lowerBound & 63) }
            if place == last { word &= .max >> UInt64(63 - (rows.upperBound - 1) & 63) }
            count += word.nonzeroBitCount
        }
        return count
    }

    /// Those of the selected rows that another selection, of as many rows as are selected here, selects among them.
    public func narrowed(to inner: RowSelection) -> RowSelection {
        precondition(inner.rowCount == count)
        var result = RowSelection()
        var place = 0
        for row in 0..<rowCount {
            let isSelected = self[row]
            result.append(isSelected && inner[place])
            if isSelected { place += 1 }
        }
        return result
    }

    /// What tells the selection from others of the same rows, in this process and in later ones.
    public var digest: UInt64 { words.reduce(UInt64(rowCount)) { ByteHash.mix($0, $1) } }
}
