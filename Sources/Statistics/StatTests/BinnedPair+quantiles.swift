extension BinnedPair {
    /// Intervals with equally many reference values, each open below and closed above; the first and the last have no
    /// end.
    ///
    /// The boundaries are values of the reference: the smallest that at least the share k / count of it does not exceed.
    /// Values that occur often can make several boundaries one, and the intervals fewer.
    init?(_ numbers: NumberPair, quantiles count: Int) {
        var edges: [Double] = []
        for place in Self.places(ofQuantiles: count, of: numbers.reference.count) {
            guard let edge = numbers.reference.value(at: place) else { return nil }
            if edge != edges.last { edges.append(edge) }
        }
        guard let reference = Self.counts(numbers.reference, above: edges),
            let current = Self.counts(numbers.current, above: edges)
        else { return nil }
        self.init(edges: edges, counts: BinCounts(reference: reference, current: current))
    }

    /// Where the boundaries are among the reference in ascending order.
    static func places(ofQuantiles count: Int, of referenceCount: Int) -> [Int] {
        (1..<count).map { k in max((k * referenceCount + count - 1) / count - 1, 0) }
    }

    private static func counts(_ sample: NumberSample, above edges: [Double]) -> [Int]? {
        bins(edges.map { edge in sample.firstIndex(above: edge) } + [sample.count], from: 0)
    }

    /// Values between neighbouring places; nil where one is not known.
    static func bins(_ places: [Int?], from first: Int) -> [Int]? {
        var counts: [Int] = []
        var last = first
        for place in places {
            guard let place else { return nil }
            counts.append(place - last)
            last = place
        }
        return counts
    }
}
