import RealModule

extension BinnedPair {
    /// Intervals of equal width over the pooled range, as many as Sturges' rule says for `count` values; the boundaries
    /// as `numpy.histogram_bin_edges` computes them. nil where the range exceeds the largest number, or is too small to
    /// have as many numbers in it.
    init?(_ numbers: NumberPair, sturgesCount count: Int) {
        guard let edges = Self.edges(of: numbers, sturgesCount: count),
            let reference = Self.counts(numbers.reference, between: edges),
            let current = Self.counts(numbers.current, between: edges)
        else { return nil }
        self.init(edges: edges, counts: BinCounts(reference: reference, current: current))
    }

    /// nil where the range exceeds the largest number, or is too small to have as many numbers in it.
    static func edges(of numbers: NumberPair, sturgesCount count: Int) -> [Double]? {
        let (reference, current) = (numbers.reference, numbers.current)
        let ends = [reference.minimum, reference.maximum, current.minimum, current.maximum].compactMap { $0 }
        guard let lowest = ends.min(), let highest = ends.max() else { return nil }
        var width = (highest - lowest) / (.log2(Double(count)) + 1)
        // numpy 2 does not cut integers finer than one.
        if reference.isInteger, current.isInteger, width < 1 { width = 1 }
        let (low, high) = lowest == highest ? (lowest - 0.5, highest + 0.5) : (lowest, highest)
        let isUndivided = lowest == highest || !(width > 0) || !width.isFinite
        let bins = isUndivided ? 1 : max(1, Int(((high - low) / width).rounded(.up)))
        let step = (high - low) / Double(bins)
        let edges = (0..<bins).map { low + Double($0) * step } + [high]
        let isUsable = edges.allSatisfy(\.isFinite) && zip(edges, edges.dropFirst()).allSatisfy(<)
        return isUsable ? edges : nil
    }

    /// Intervals are closed below and open above, the last one closed.
    private static func counts(_ sample: NumberSample, between edges: [Double]) -> [Int]? {
        let inner = edges.dropFirst().dropLast().map { edge in sample.firstIndex(notBelow: edge) }
        guard let first = edges.first, let last = edges.last, let start = sample.firstIndex(notBelow: first) else {
            return nil
        }
        return bins(inner + [sample.firstIndex(above: last)], from: start)
    }
}
