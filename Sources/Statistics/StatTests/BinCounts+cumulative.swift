extension BinCounts {
    /// The two-sample Kolmogorov-Smirnov test on values of which only the bins are known, in ascending order; nil for an
    /// empty side.
    ///
    /// D is that of the values or less, and the p-value too large rather than too small; of bins that are single values
    /// both are exact.
    var kolmogorovSmirnov: StatTestOutcome? {
        guard referenceTotal > 0, currentTotal > 0 else { return nil }
        var (left, right, difference) = (0, 0, 0)
        for bin in reference.indices {
            left += reference[bin]
            right += current[bin]
            difference = max(difference, abs(left * currentTotal - right * referenceTotal))
        }
        return StatTestOutcome(rankDifference: difference, referenceTotal, currentTotal)
    }
}
