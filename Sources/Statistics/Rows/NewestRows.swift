/// Finds the time from which on the newest rows of a data set are, as many as are wanted.
///
/// Holds twice as many times as rows are wanted, however many there are.
public struct NewestRows: Sendable {
    /// Where the newest rows begin.
    public struct Cut: Sendable, Equatable {
        /// The time of the oldest of them.
        public let start: Int64
        /// How many rows of that very time are among them.
        public let startRows: Int
    }

    private let wanted: Int
    private let end: Int64
    private var keys = KeyArray()
    /// Older rows are not among the newest any more.
    private var oldest = UInt64.min
    private var times: [Int64] = []

    /// - Parameters:
    ///   - wanted: At least 1.
    ///   - end: Only rows before this time count.
    public init(_ wanted: Int, before end: Int64) {
        precondition(wanted > 0)
        self.wanted = wanted
        self.end = end
    }

    /// Adds the times of some rows.
    ///
    /// - Throws: ``ColumnError`` if the column holds no times.
    public mutating func update(_ column: Column) throws(ColumnError) {
        try column.decodeTimes(into: &times)
        keys.append(addingCapacity: times.count) { output in
            for time in times where time != Column.noTime && time < end && Self.key(time) >= oldest {
                output.append(Self.key(time))
            }
        }
        if keys.count >= 2 * wanted { prune() }
    }

    /// Where the newest rows begin; nil if there is no row with a time. Fewer rows than wanted are all among the newest.
    public mutating func cut() -> Cut? {
        prune()
        guard let first = keys.first else { return nil }
        return Cut(start: Self.time(first), startRows: keys.indices.prefix { keys[$0] == first }.count)
    }

    /// Leaves the newest ones, in ascending order.
    private mutating func prune() {
        keys.sort()
        guard keys.count > wanted else { return }
        keys = KeyArray(keys, keys.count - wanted..<keys.count)
        oldest = keys[0]
    }

    /// A key that sorts like the time.
    private static func key(_ time: Int64) -> UInt64 { UInt64(bitPattern: time) ^ 1 << 63 }

    private static func time(_ key: UInt64) -> Int64 { Int64(bitPattern: key ^ 1 << 63) }
}
