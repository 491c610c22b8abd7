/// The pooled values of two samples in cells between a few hundred of them, so that the values can be dealt out by
/// chance whatever their number.
///
/// The boundaries are close at both ends, where few values may span most of the range: each of the 16 outermost values
/// is one, after which the ranks grow by a sixteenth.
struct PooledCells {
    /// From the end of each cell to that of the next.
    private let widths: [Double]
    private let counts: BinCounts

    /// nil for a column that is not numerical.
    init?(_ pair: ColumnPair) {
        switch pair {
        case .numerical(let samples): self.init(samples)
        case .bucketed(let histograms): self.init(histograms)
        case .categorical, .text: return nil
        }
    }

    private init(_ samples: SamplePair) {
        var ends: [Double] = []
        for (count, rank) in Self.ranks(samples.pooledCount).enumerated() {
            let value = samples.pooledValue(at: rank)
            if value != ends.last { ends.append(value) }
            if count % Self.searchesBetweenReleases == 0 { samples.releasePages() }
        }
        self.init(
            ends: ends,
            counts: BinCounts(
                reference: Self.counts(samples.reference, upTo: ends), current: Self.counts(samples.current, upTo: ends)
            ))
    }

    /// Where only buckets are left, the boundaries are where cells end.
    private init(_ histograms: HistogramPair) {
        var places: [Int] = []
        for rank in Self.ranks(histograms.pooledCount) {
            let place = histograms.cell(ofPooledPlace: rank)
            if place != places.last { places.append(place) }
        }
        let cells = places.map { histograms.cells[$0] }
        func counts(_ side: (HistogramCell) -> HistogramCell.Side) -> [Int] {
            let bounds = [0] + cells.map { side($0).start + side($0).count }
            return zip(bounds, bounds.dropFirst()).map { $1 - $0 }
        }
        self.init(
            ends: cells.map(\.high), counts: BinCounts(reference: counts(\.reference), current: counts(\.current)))
    }

    private init(ends: [Double], counts: BinCounts) {
        widths = zip(ends, ends.dropFirst()).map { $1 - $0 }
        self.counts = counts
    }

    /// Whether one in twenty ways to deal the values out gives an integral ∫ term(|F − G|) dx as large as the observed.
    func isWithinChance(_ term: (Double) -> Double) -> Bool {
        RandomTables(counts).isWithinChance { counts in
            var (left, right, integral) = (0, 0, 0.0)
            let (n, m) = (Double(counts.referenceTotal), Double(counts.currentTotal))
            for cell in widths.indices {
                left += counts.reference[cell]
                right += counts.current[cell]
                integral += term(abs(Double(left) / n - Double(right) / m)) * widths[cell]
            }
            return integral
        }
    }

    /// Places in ascending order, the last one included.
    private static func ranks(_ count: Int) -> [Int] {
        var lower: [Int] = []
        var rank = 0
        while rank < count / 2 {
            lower.append(rank)
            rank += 1 + rank / 16
        }
        return lower + [count / 2] + lower.reversed().map { count - 1 - $0 }
    }

    /// Of values in files each search touches dozens of places, and the system brings in what stands around them.
    private static let searchesBetweenReleases = 8

    private static func counts(_ sample: SortedSample, upTo ends: [Double]) -> [Int] {
        var bounds = [0]
        for (count, end) in ends.enumerated() {
            bounds.append(sample.firstIndex(above: end))
            if count % searchesBetweenReleases == 0 { sample.keys.releasePages() }
        }
        return zip(bounds, bounds.dropFirst()).map { $1 - $0 }
    }
}
