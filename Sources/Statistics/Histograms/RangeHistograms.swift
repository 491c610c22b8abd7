/// Histograms of the keys in some ranges, one for each: every range is divided, however many keys others have.
struct RangeHistograms: Sendable {
    private let ranges: [ClosedRange<UInt64>]
    private var histograms: [KeyHistogram]

    /// - Parameters:
    ///   - ranges: Ascending and apart.
    ///   - limit: The most buckets in all; at least two for each range.
    init(_ ranges: [ClosedRange<UInt64>], limit: Int, encoding: NumericalProfile.Encoding) {
        self.ranges = ranges
        let share = max(2, limit / max(1, ranges.count))
        histograms = ranges.map { _ in KeyHistogram(limit: share, encoding: encoding) }
    }

    /// Adds those of ascending keys that lie in a range.
    mutating func add(sorted keys: KeyArray) {
        forEachRange(of: keys) { histograms, range, places in histograms[range].add(sorted: keys, places) }
    }

    /// Appends those of ascending keys that lie in a range to others.
    mutating func append(sorted keys: KeyArray, to kept: inout KeyArray) {
        forEachRange(of: keys) { _, _, places in kept.append(contentsOf: keys, places) }
    }

    /// All buckets, ascending.
    var buckets: [KeyBucket] { histograms.flatMap(\.buckets) }

    private mutating func forEachRange(
        of keys: KeyArray, _ body: (inout [KeyHistogram], Int, Range<Int>) -> Void
    ) {
        var place = 0
        for (index, range) in ranges.enumerated() {
            let start = keys.lowerBound(of: range.lowerBound, from: place)
            guard start < keys.count else { return }
            place = keys.upperBound(of: range.upperBound, from: start)
            if start < place { body(&histograms, index, start..<place) }
        }
    }
}
