/// Two-sided tests of whether two samples differ by more than chance, from their counts and moments alone.
package enum TwoSampleTest {
    /// Fisher's exact test of two proportions, as `scipy.stats.fisher_exact` has it; nil without values on both sides.
    ///
    /// - Parameters:
    ///   - hits: How many values of each side have the property, of `totals`.
    package static func proportions(hits: (Int, Int), of totals: (Int, Int)) -> Double? {
        guard totals.0 > 0, totals.1 > 0 else { return nil }
        let tables = HypergeometricDistribution(
            marked: hits.0 + hits.1, draws: totals.1, population: totals.0 + totals.1)
        return tables.twoSidedPValue(hits.1)
    }

    /// Welch's t-test of two means, as `scipy.stats.ttest_ind` has it with `equal_var=False`; nil with fewer than two
    /// values on a side.
    ///
    /// - Parameter variances: Population variances, divisor n.
    package static func means(
        _ means: (Double, Double), variances: (Double, Double), counts: (Int, Int)
    ) -> Double? {
        guard counts.0 > 1, counts.1 > 1 else { return nil }
        if means.0 == means.1, variances.0 == 0, variances.1 == 0 { return 1 }
        let first = SampleMoments(count: Double(counts.0), mean: means.0, variance: variances.0)
        let second = SampleMoments(count: Double(counts.1), mean: means.1, variance: variances.1)
        return MeanDifference(first, second).welch?.pValue
    }
}
