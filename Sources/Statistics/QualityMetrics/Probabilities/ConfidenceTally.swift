/// How confident predictions are. Merges by addition.
struct ConfidenceTally: Sendable, Equatable {
    /// Predictions with proper probabilities.
    private(set) var count = 0
    /// Predictions with a probability outside 0...1.
    private(set) var outsideCount = 0
    /// Predictions whose confidence is below the limit.
    private(set) var lowCount = 0
    private var sum = ExactSum()

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
        }
    }

    /// Adds the predictions of another.
    mutating func merge(_ other: ConfidenceTally) {
        count += other.count
        outsideCount += other.outsideCount
        lowCount += other.lowCount
        sum.merge(other.sum)
    }

    /// Mean confidence; nil without predictions.
    var mean: Double? { sum.mean(of: count) }
}
