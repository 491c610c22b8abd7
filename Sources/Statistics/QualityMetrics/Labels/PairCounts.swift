/// How often two small numbers come together: a table while there are few of them, a dictionary when there are many,
/// of which few pairs occur.
struct PairCounts: Sendable {
    /// Numbers below this have a table, of at most 2 MiB.
    private static let widestTable = 512

    /// `table[first * side + second]`.
    private var table: [Int] = []
    private var side = 0
    /// By first in the upper and second in the lower half, once there is no table any more.
    private var dictionary: [UInt64: Int] = [:]

    /// The pairs that occur.
    var pairs: [(first: Int, second: Int, count: Int)] {
        table.indices.filter { table[$0] > 0 }.map { ($0 / side, $0 % side, table[$0]) }
            + dictionary.map { (Int($0.key >> 32), Int($0.key & 0xFFFF_FFFF), $0.value) }
    }

    /// Counts the pairs of two lists of equal length; a negative number has no pair.
    ///
    /// - Parameter counts: What the numbers of each list are smaller than.
    mutating func add(_ first: [Int32], _ second: [Int32], counts: (first: Int, second: Int)) {
        precondition(first.count == second.count)
        reserve(max(counts.first, counts.second))
        if dictionary.isEmpty, side > 0 {
            Self.count(first.span, second.span, side: side, in: &table)
        } else {
            for row in first.indices where first[row] | second[row] >= 0 { add(1, Int(first[row]), Int(second[row])) }
        }
    }

    private static func count(
        _ first: borrowing Span<Int32>, _ second: borrowing Span<Int32>, side: Int, in table: inout [Int]
    ) {
        var cells = table.mutableSpan
        for row in first.indices where first[row] | second[row] >= 0 {
            cells[Int(first[row]) &* side &+ Int(second[row])] &+= 1
        }
    }

    /// Adds rows with one pair.
    mutating func add(_ count: Int, _ first: Int, _ second: Int) {
        reserve(max(first, second) + 1)
        if dictionary.isEmpty, side > 0 {
            table[first * side + second] += count
        } else {
            dictionary[UInt64(first) << 32 | UInt64(second), default: 0] += count
        }
    }

    /// Makes room for numbers below `count`.
    private mutating func reserve(_ count: Int) {
        guard count > side, dictionary.isEmpty else { return }
        let pairs = pairs
        if count <= Self.widestTable {
            side = max(16, 1 << (Int.bitWidth - (count - 1).leadingZeroBitCount))
            table = [Int](repeating: 0, count: side * side)
            for pair in pairs { table[pair.first * side + pair.second] = pair.count }
        } else {
            (table, side) = ([], 0)
            for pair in pairs { dictionary[UInt64(pair.first) << 32 | UInt64(pair.second)] = pair.count }
        }
    }
}
