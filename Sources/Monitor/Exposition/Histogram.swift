/// Lifetime observations of one quantity: counted in fixed buckets for the text formats, in exponential ones for native
/// histograms.
struct Histogram: Sendable, Equatable {
    /// The upper bounds of the fixed buckets, ascending, without that of +Inf.
    let bounds: [Double]
    private var counts: [Int]
    private(set) var count = 0
    private(set) var sum = 0.0
    private(set) var exponential = ExponentialBuckets()

    init(bounds: [Double]) {
        self.bounds = bounds
        counts = bounds.map { _ in 0 }
    }

    /// Counts an observation; what is no number, or none that a duration or size can be, is passed over.
    mutating func observe(_ value: Double) {
        guard value >= 0, value.isFinite else { return }
        count += 1
        sum += value
        if let place = bounds.firstIndex(where: { value <= $0 }) { counts[place] += 1 }
        exponential.observe(value)
    }

    /// The fixed buckets as formats want them: each with those below it, the last one with all.
    var cumulativeBuckets: [(upperBound: Double, count: Int)] {
        var total = 0
        let finite = zip(bounds, counts).map { bound, count in
            total += count
            return (upperBound: bound, count: total)
        }
        return finite + [(.infinity, count)]
    }
}
