import RealModule

/// Counts of reference and current over the same bins.
public struct BinnedPair: Sendable, Equatable {
    /// Bin boundaries, one more than bins; empty where each category is a bin.
    public let edges: [Double]
    public let reference: [Int]
    public let current: [Int]

    /// More distinct reference values than this and a numerical column is cut into intervals.
    private static let largestDiscreteCount = 20

    /// Bins a column as Evidently does: numerical columns with more than 20 distinct reference values into intervals of
    /// equal width over the pooled range, all others by value.
    public init(_ pair: ColumnPair) {
        if case .numerical(let samples) = pair, samples.reference.distinctCount > Self.largestDiscreteCount {
            self.init(samples)
        } else {
            self.init(pair.categories)
        }
    }

    private init(_ samples: SamplePair) {
        edges = Self.edges(of: samples)
        reference = Self.counts(samples.reference, between: edges)
        current = Self.counts(samples.current, between: edges)
    }

    private init(_ counts: CategoryPair) {
        edges = []
        reference = counts.entries.map(\.reference)
        current = counts.entries.map(\.current)
    }

    /// Sturges' rule on the pooled sample, the boundaries as `numpy.linspace` computes them.
    static func edges(of samples: SamplePair) -> [Double] {
        let (reference, current) = (samples.reference, samples.current)
        let lowest = min(reference[0], current[0])
        let highest = max(reference[reference.count - 1], current[current.count - 1])
        let count = Double(reference.count + current.count)
        var width = (highest - lowest) / (.log2(count) + 1)
        // numpy 2 does not cut integers finer than one.
        if reference.encoding == .integer, width < 1 { width = 1 }
        let (low, high) = lowest == highest ? (lowest - 0.5, highest + 0.5) : (lowest, highest)
        let isUndivided = lowest == highest || !(width > 0) || !width.isFinite
        let bins = isUndivided ? 1 : max(1, Int(((high - low) / width).rounded(.up)))
        let step = (high - low) / Double(bins)
        return (0..<bins).map { low + Double($0) * step } + [high]
    }

    /// Bins are closed below and open above, the last one closed.
    private static func counts(_ sample: SortedSample, between edges: [Double]) -> [Int] {
        var bounds = edges.dropLast().map { edge in sample.firstIndex(notBelow: edge) }
        bounds.append(edges.last.map { edge in sample.firstIndex(above: edge) } ?? 0)
        return zip(bounds, bounds.dropFirst()).map { $1 - $0 }
    }
}
