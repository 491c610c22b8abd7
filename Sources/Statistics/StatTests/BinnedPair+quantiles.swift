extension BinnedPair {
    /// Intervals with equally many reference values, each open below and closed above; the first and the last have no
    /// end.
    ///
    /// The boundaries are values of the reference: the smallest that at least the share k / count of it does not exceed.
    /// Values that occur often can make several boundaries one, and the intervals fewer.
    init(_ samples: SamplePair, quantiles count: Int) {
        let (reference, current) = (samples.reference, samples.current)
        var edges: [Double] = []
        for k in 1..<count {
            let place = (k * reference.count + count - 1) / count - 1
            let edge = reference[max(place, 0)]
            if edge != edges.last { edges.append(edge) }
        }
        self.init(
            edges: edges,
            counts: BinCounts(
                reference: Self.counts(reference, above: edges), current: Self.counts(current, above: edges)))
    }

    private static func counts(_ sample: SortedSample, above edges: [Double]) -> [Int] {
        let bounds = [0] + edges.map { sample.firstIndex(above: $0) } + [sample.count]
        return zip(bounds, bounds.dropFirst()).map { $1 - $0 }
    }
}
