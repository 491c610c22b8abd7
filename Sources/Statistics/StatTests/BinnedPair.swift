/// The values of a column in reference and current, counted over the same bins.
public struct BinnedPair: Sendable, Equatable {
    /// Boundaries of the intervals in ascending order; empty where each value is a bin.
    public let edges: [Double]
    public let counts: BinCounts

    /// More distinct values than this and a numerical column is cut into intervals.
    private static let largestDiscreteCount = 20

    /// Bins a column; nil with an empty side, and for numbers whose difference exceeds the largest one.
    ///
    /// Each category is a bin. So is each number of a numerical column that has few of them. Other numerical columns are
    /// cut at quantiles of the reference.
    ///
    /// Evidently counts the distinct numbers of the reference alone, so that each of very many current ones may be a
    /// bin, and cuts the pooled range into intervals of equal width.
    public init?(_ pair: ColumnPair, settings: StatTestSettings) {
        guard pair.referenceCount > 0, pair.currentCount > 0 else { return nil }
        let isEvidently = settings.compatibility == .evidently
        guard let samples = pair.samples, !Self.isDiscrete(samples, isEvidently: isEvidently) else {
            self.init(edges: [], counts: BinCounts(pair.categories))
            return
        }
        if isEvidently {
            self.init(samples, sturgesCount: samples.pooledCount)
        } else {
            self.init(samples, quantiles: settings.binCount)
        }
    }

    private static func isDiscrete(_ samples: SamplePair, isEvidently: Bool) -> Bool {
        isEvidently
            ? samples.reference.distinctCount <= largestDiscreteCount
            : samples.distinctCount(upTo: largestDiscreteCount) != nil
    }

    init(edges: [Double], counts: BinCounts) {
        self.edges = edges
        self.counts = counts
    }
}
