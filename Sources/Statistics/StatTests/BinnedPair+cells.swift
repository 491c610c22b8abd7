extension BinnedPair {
    /// The cells of which a boundary cuts a bucket, or in which one is that is not known yet.
    static func openCells(_ pair: HistogramPair, settings: StatTestSettings) -> [Int] {
        guard !isDiscrete(.bucketed(pair), settings: settings) else { return [] }
        let numbers = NumberPair(reference: pair.reference, current: pair.current)
        var open: Set<Int> = []
        func ask(_ edge: Double) {
            let isKnown = [numbers.reference, numbers.current].allSatisfy { sample in
                sample.firstIndex(above: edge) != nil && sample.firstIndex(notBelow: edge) != nil
            }
            if !isKnown, let cell = pair.cell(around: edge) { open.insert(cell) }
        }
        if settings.compatibility == .evidently {
            edges(of: numbers, sturgesCount: numbers.pooledCount)?.forEach(ask)
        } else {
            for place in places(ofQuantiles: settings.binCount, of: numbers.reference.count) {
                if let edge = numbers.reference.value(at: place) {
                    ask(edge)
                } else {
                    open.insert(pair.cell(ofReferencePlace: place))
                }
            }
        }
        return open.sorted()
    }
}
