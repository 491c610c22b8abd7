/// The sparse buckets of a native histogram: bucket `i` holds values up to `2^(i · 2^-schema)` and above that of `i - 1`.
///
/// Prometheus's documentation: https://prometheus.io/docs/specs/native_histograms/.
struct ExponentialBuckets: Sendable, Equatable {
    /// A run of buckets without a gap.
    struct Span: Sendable, Equatable {
        /// Of the first span its first bucket, of another the buckets left out before it.
        let offset: Int
        var length: Int
    }

    /// Values up to this one count as zero: 2^-128, as Go's client library has it.
    static let zeroThreshold = 0x1p-128
    /// Above this, neighbours are merged two by two.
    static let mostBuckets = 160
    /// Eight buckets for each doubling: no bucket is wider than 9 % of its values.
    static let finestSchema = 3

    /// The bounds of the finest buckets from 0.5 to 1.
    private static let bounds = [
        0.5, 0.5452538663326288, 0.5946035575013605, 0.6484197773255048, 0.7071067811865475, 0.7711054127039704,
        0.8408964152537144, 0.9170040432046711,
    ]

    private(set) var schema = finestSchema
    private(set) var zeroCount = 0
    private var counts: [Int: Int] = [:]

    /// Counts a value that is not negative.
    mutating func observe(_ value: Double) {
        guard value > Self.zeroThreshold else {
            zeroCount += 1
            return
        }
        counts[place(of: value), default: 0] += 1
        while counts.count > Self.mostBuckets { coarsen() }
    }

    /// The occupied buckets, ascending.
    var buckets: [(place: Int, count: Int)] {
        counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The occupied buckets as runs.
    var spans: [Span] {
        var spans: [Span] = []
        var next = 0
        for (place, _) in buckets {
            if spans.isEmpty || place > next {
                spans.append(Span(offset: place - next, length: 1))
            } else {
                spans[spans.count - 1].length += 1
            }
            next = place + 1
        }
        return spans
    }

    private func place(of value: Double) -> Int {
        // Between 0.5 and 1, and the power of two that was taken out.
        let fraction = value.significand / 2
        let exponent = Int(value.exponent) + 1
        let within = Self.bounds.firstIndex { fraction <= $0 } ?? Self.bounds.count
        let finest = within + (exponent - 1) * Self.bounds.count
        return (schema..<Self.finestSchema).reduce(finest) { place, _ in Self.coarser(place) }
    }

    private mutating func coarsen() {
        schema -= 1
        counts = Dictionary(counts.map { (Self.coarser($0.key), $0.value) }, uniquingKeysWith: +)
    }

    /// The bucket that holds a bucket of the next finer schema.
    private static func coarser(_ place: Int) -> Int { (place + 1) >> 1 }
}
