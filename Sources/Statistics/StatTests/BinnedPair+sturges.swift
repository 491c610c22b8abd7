import RealModule

extension BinnedPair {
    /// Intervals of equal width over the pooled range, as many as Sturges' rule says for `count` values; the boundaries
    /// as `numpy.histogram_bin_edges` computes them. nil where the range exceeds the largest number, or is too small to
    /// have as many numbers in it.
    init?(_ samples: SamplePair, sturgesCount count: Int) {
        let edges = Self.edges(of: samples, sturgesCount: Double(count))
        guard edges.allSatisfy(\.isFinite), zip(edges, edges.dropFirst()).allSatisfy(<) else { return nil }
        self.init(
            edges: edges,
            counts: BinCounts(
                reference: Self.counts(samples.reference, between: edges),
                current: Self.counts(samples.current, between: edges)))
    }

    private static func edges(of samples: SamplePair, sturgesCount count: Double) -> [Double] {
        let (reference, current) = (samples.reference, samples.current)
        let lowest = min(reference[0], current[0])
        let highest = max(reference[reference.count - 1], current[current.count - 1])
        var width = (highest - lowest) / (.log2(count) + 1)
        // numpy 2 does not cut integers finer than one.
        if reference.encoding == .integer, width < 1 { width = 1 }
        let (low, high) = lowest == highest ? (lowest - 0.5, highest + 0.5) : (lowest, highest)
        let isUndivided = lowest == highest || !(width > 0) || !width.isFinite
        let bins = isUndivided ? 1 : max(1, Int(((high - low) / width).rounded(.up)))
        let step = (high - low) / Double(bins)
        return (0..<bins).map { low + Double($0) * step } + [high]
    }

    /// Intervals are closed below and open above, the last one closed.
    private static func counts(_ sample: SortedSample, between edges: [Double]) -> [Int] {
        var bounds = edges.dropLast().map { edge in sample.firstIndex(notBelow: edge) }
        bounds.append(edges.last.map { edge in sample.firstIndex(above: edge) } ?? 0)
        return zip(bounds, bounds.dropFirst()).map { $1 - $0 }
    }
}
