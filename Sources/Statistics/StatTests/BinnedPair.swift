/// The values of a column in reference and current, counted over the same bins.
public struct BinnedPair: Sendable, Equatable {
    /// Boundaries of the intervals in ascending order; empty where each value is a bin.
    public let edges: [Double]
    public let counts: BinCounts

    /// More distinct values than this and a numerical column is cut into intervals.
    private static let largestDiscreteCount = 20

    /// Bins a column; nil with an empty side, for numbers whose difference exceeds the largest one, and where buckets do
    /// not tell how many values are on which side of a boundary.
    ///
    /// Each category is a bin. So is each number of a numerical column that has few of them. Other numerical columns are
    /// cut at quantiles of the reference.
    ///
    /// Evidently counts the distinct numbers of the reference alone, so that each of very many current ones may be a
    /// bin, and cuts the pooled range into intervals of equal width.
    public init?(_ pair: ColumnPair, settings: StatTestSettings) {
        guard pair.referenceCount > 0, pair.currentCount > 0 else { return nil }
        let isEvidently = settings.compatibility == .evidently
        guard let numbers = pair.numbers, !Self.isDiscrete(pair, settings: settings) else {
            let counts = BinCounts(pair.categories)
            guard counts.referenceTotal > 0, counts.currentTotal > 0 else { return nil }
            self.init(edges: [], counts: counts)
            return
        }
        if isEvidently {
            self.init(numbers, sturgesCount: numbers.pooledCount)
        } else {
            self.init(numbers, quantiles: settings.binCount)
        }
    }

    static func isDiscrete(_ pair: ColumnPair, settings: StatTestSettings) -> Bool {
        settings.compatibility == .evidently
            ? pair.numbers?.reference.distinctCount(upTo: largestDiscreteCount) != nil
            : pair.distinctCount(upTo: largestDiscreteCount) != nil
    }

    init(edges: [Double], counts: BinCounts) {
        self.edges = edges
        self.counts = counts
    }
}
