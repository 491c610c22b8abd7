/// Which of a few groups each row of a data set belongs to, in the order in which rows are read; a byte for each.
public struct RowGroups: Sendable {
    /// The most groups there can be.
    public static let mostGroups = 256

    /// Rows of each group.
    public private(set) var counts: [Int]
    private var groups: [UInt8] = []

    /// Makes so many groups without rows.
    public init(groupCount: Int) {
        precondition(groupCount <= Self.mostGroups)
        counts = [Int](repeating: 0, count: groupCount)
    }

    /// Rows in all.
    public var rowCount: Int { groups.count }

    /// Adds a row.
    public mutating func append(_ group: UInt8) {
        groups.append(group)
        counts[Int(group)] += 1
    }

    /// Some rows in the order of their groups.
    public struct Arrangement: Sendable, Equatable {
        /// The places of the rows, counted from the first of them.
        public let places: [Int32]
        /// Where the rows of each group are among the places; groups without rows are left out.
        public let groups: [(group: Int, range: Range<Int>)]

        public static func == (left: Arrangement, right: Arrangement) -> Bool {
            left.places == right.places && left.groups.elementsEqual(right.groups) { $0 == $1 }
        }
    }

    /// Arranges some rows by their groups; those of a group stay in order.
    public func arrangement(of rows: Range<Int>) -> Arrangement {
        var ends = [Int](repeating: 0, count: counts.count)
        for row in rows { ends[Int(groups[row])] += 1 }
        var found: [(group: Int, range: Range<Int>)] = []
        var start = 0
        for group in ends.indices {
            let count = ends[group]
            ends[group] = start
            if count > 0 { found.append((group, start..<start + count)) }
            start += count
        }
        var places = [Int32](repeating: 0, count: rows.count)
        for row in rows {
            let group = Int(groups[row])
            places[ends[group]] = Int32(row - rows.lowerBound)
            ends[group] += 1
        }
        return Arrangement(places: places, groups: found)
    }
}
