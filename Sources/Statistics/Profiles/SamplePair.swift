/// The sorted samples of one numeric column in reference and current, and what one merge of the two yields.
public struct SamplePair: Sendable {
    public let reference: SortedSample
    public let current: SortedSample
    /// Number of distinct values in both together.
    public let distinctCount: Int
    /// max |i·m − j·n| over pooled values, where i of n reference and j of m current values are not above it: the
    /// numerator of the Kolmogorov-Smirnov statistic over n·m, exact.
    let maximumRankDifference: Int
    /// ∫ |F − G|: the first Wasserstein distance, in the unit of the column.
    public let wassersteinDistance: Double

    /// Merges two samples; nil if one of them is empty.
    public init?(reference: SortedSample, current: SortedSample) {
        guard reference.count > 0, current.count > 0 else { return nil }
        let isMixed = reference.encoding != current.encoding
        self.reference = isMixed ? reference.asReal() : reference
        self.current = isMixed ? current.asReal() : current
        let merge = SortedMerge(self.reference, self.current)
        distinctCount = merge.distinctCount
        maximumRankDifference = merge.maximumRankDifference
        wassersteinDistance = merge.area / (Double(reference.count) * Double(current.count))
    }

    /// The Kolmogorov-Smirnov statistic D = max |F − G|.
    public var kolmogorovSmirnovStatistic: Double {
        Double(maximumRankDifference) / (Double(reference.count) * Double(current.count))
    }
}
