/// Selects the rows of a data set whose times lie in a range, batch by batch in the order of the rows.
public struct TimeSelector: Sendable {
    /// What the times of all rows tell.
    public struct Counts: Sendable, Equatable {
        /// Rows without a time.
        public var missing = 0
        /// Rows that claim to be of the time after the evaluation.
        public var future = 0
        /// The first and the last time of the rows that are selected, in nanoseconds since 1970-01-01 UTC.
        public var selected: ClosedRange<Int64>?
        /// Those of all rows that are not of the future.
        public var known: ClosedRange<Int64>?

        /// Nothing was read yet.
        public init() {}

        /// Adds times that are known without a look at the rows.
        public mutating func know(_ times: ClosedRange<Int64>) {
            known = known.map { min($0.lowerBound, times.lowerBound)...max($0.upperBound, times.upperBound) } ?? times
        }
    }

    private let range: TimeRange
    private let now: Int64
    /// How many more rows of the very start of the range are selected.
    private var startRows: Int
    private var times: [Int64] = []
    public private(set) var rows = RowSelection()
    public private(set) var counts: Counts

    /// - Parameters:
    ///   - now: The time of the evaluation; rows from there on are of the future.
    ///   - startRows: How many rows of the very start of the range count, the first ones; nil for all of them.
    ///   - counts: What is known of rows that are not read.
    public init(_ range: TimeRange, now: Int64, startRows: Int? = nil, counts: Counts = Counts()) {
        self.range = range
        self.now = now
        self.startRows = startRows ?? .max
        self.counts = counts
    }

    /// Adds the times of some rows.
    ///
    /// - Throws: ``ColumnError`` if the column holds no times.
    public mutating func update(_ column: Column) throws(ColumnError) {
        try column.decodeTimes(into: &times)
        var (known, selected) = (Extremes(), Extremes())
        for time in times {
            guard time != Column.noTime else {
                counts.missing += 1
                rows.append(false)
                continue
            }
            if time >= now { counts.future += 1 } else { known.add(time) }
            var isSelected = range.contains(time)
            if time == range.start, isSelected {
                startRows -= 1
                isSelected = startRows >= 0
            }
            if isSelected { selected.add(time) }
            rows.append(isSelected)
        }
        if let times = known.range { counts.know(times) }
        guard let times = selected.range else { return }
        counts.selected =
            counts.selected.map {
                min($0.lowerBound, times.lowerBound)...max($0.upperBound, times.upperBound)
            } ?? times
    }
}

/// The smallest and the largest of some times.
private struct Extremes {
    private var smallest = Int64.max
    private var largest = Int64.min

    mutating func add(_ time: Int64) {
        smallest = min(smallest, time)
        largest = max(largest, time)
    }

    var range: ClosedRange<Int64>? { smallest <= largest ? smallest...largest : nil }
}
