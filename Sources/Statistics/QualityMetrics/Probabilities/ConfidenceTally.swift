/// How confident predictions are. Merges by addition.
struct ConfidenceTally: Sendable, Equatable {
    /// Differences in confidence below a thousandth are of no account.
    private static let binCount = 1024

    /// Predictions with proper probabilities.
    private(set) var count = 0
    /// Predictions with a probability outside 0...1.
    private(set) var outsideCount = 0
    /// Predictions whose confidence is below the limit.
    private(set) var lowCount = 0
    private var sum = ExactSum()
    /// Predictions by confidence, in intervals of equal width from 0 to 1.
    private var counts = [Int](repeating: 0, count: Self.binCount)

    /// Adds predictions; NaN stands for none, infinity for probabilities outside 0...1.
    mutating func add(_ confidences: [Double], lowBelow limit: Double) {
        for confidence in confidences where !confidence.isNaN {
            guard confidence.isFinite else {
                outsideCount += 1
                continue
            }
            count &+= 1
            lowCount &+= (confidence < limit).bit
            sum.add(confidence)
            counts[min(Int(confidence * Double(Self.binCount)), Self.binCount - 1)] &+= 1
        }
    }

    /// Adds the predictions of another.
    mutating func merge(_ other: ConfidenceTally) {
        count += other.count
        outsideCount += other.outsideCount
        lowCount += other.lowCount
        sum.merge(other.sum)
        for bin in counts.indices { counts[bin] += other.counts[bin] }
    }

    /// Mean confidence; nil without predictions.
    var mean: Double? { sum.mean(of: count) }

    /// The Kolmogorov-Smirnov test against the predictions of a reference; nil without predictions on a side.
    func drift(from reference: ConfidenceTally) -> StatTestOutcome? {
        BinCounts(reference: reference.counts, current: counts).kolmogorovSmirnov
    }
}
