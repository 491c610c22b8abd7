/// Predicted probabilities in bins of equal width, with how often what was predicted came true. Merges by addition.
struct CalibrationBins: Sendable, Equatable {
    /// Intervals of equal width, as in Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks" (2017).
    static let count = 15

    /// The lower edges, as `numpy.linspace(0, 1, 16)` has them.
    private static let edges = (0..<count).map { Double($0) * (1 / Double(count)) }

    private var hits = [Int](repeating: 0, count: count)
    private var sums = [ExactSum](repeating: ExactSum(), count: count)
    private var total = 0

    /// Adds a probability from 0 to 1, and whether what it is the probability of was true.
    @inline(__always)
    mutating func add(_ probability: Double, isHit: Bool) {
        var bin = min(Int(probability * Double(Self.count)), Self.count - 1)
        // The product may be rounded across an edge.
        if probability < Self.edges[bin] {
            bin -= 1
        } else if bin + 1 < Self.count, probability >= Self.edges[bin + 1] {
            bin += 1
        }
        total &+= 1
        hits[bin] &+= isHit.bit
        sums[bin].add(probability)
    }

    /// Adds the probabilities of another.
    mutating func merge(_ other: CalibrationBins) {
        total += other.total
        for bin in 0..<Self.count {
            hits[bin] += other.hits[bin]
            sums[bin].merge(other.sums[bin])
        }
    }

    /// The mean distance between the mean probability and the share of hits in a bin, weighted by the rows of the bin;
    /// nil without probabilities.
    var expectedError: Double? {
        guard total > 0 else { return nil }
        return zip(sums, hits).reduce(0) { $0 + abs($1.0.value - Double($1.1)) } / Double(total)
    }
}
