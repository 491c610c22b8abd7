/// The sorted samples of one numeric column in reference and current.
///
/// What needs both is computed when it is asked for, in O(n + m), and not kept.
public struct SamplePair: Sendable {
    public let reference: SortedSample
    public let current: SortedSample

    /// Pairs two samples; nil if one of them is empty.
    public init?(reference: SortedSample, current: SortedSample) {
        guard reference.count > 0, current.count > 0 else { return nil }
        let isMixed = reference.encoding != current.encoding
        self.reference = isMixed ? reference.asReal() : reference
        self.current = isMixed ? current.asReal() : current
    }

    /// The numbers of both sides.
    var numbers: NumberPair { NumberPair(reference: .sorted(reference), current: .sorted(current)) }

    /// max |i·m − j·n| over pooled values, where i of n reference and j of m current values are not above it: the
    /// numerator of the Kolmogorov-Smirnov statistic over n·m, exact.
    public var maximumRankDifference: Int { SortedMerge(reference.keys, current.keys).maximumRankDifference }

    /// ∫ |F − G|: the first Wasserstein distance, in the unit of the column.
    public var wassersteinDistance: Double { QuantileDifference(reference, current).area }
}
