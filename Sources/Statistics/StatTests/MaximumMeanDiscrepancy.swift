/// The maximum mean discrepancy with a Gaussian kernel, and a permutation p-value (Gretton et al. 2012).
///
/// The score is the unbiased estimate of MMD², which chance can make negative. The kernel is exp(−d² / median), where the
/// median is that of all squared distances d² within the reference, or, if it is 0, their mean within both sides. The p-value rests on 399 permutations with a fixed
/// seed. More than 2,000 values of a side are represented by 2,000 quantiles, which vary less than as many values would:
/// of large samples the p-value is too large rather than too small, and finds what 2,000 values would show.
///
/// Evidently takes all values, 100 permutations and no seed, and 1 for a median of 0, whatever the unit of the column.
public struct MaximumMeanDiscrepancy: StatTest {
    public static let name = "empirical_mmd"
    public static let displayName = "empirical_mmd"
    public static let columnKinds: Set<ColumnKind> = [.numerical]
    public static let decision = Decision.pValueBelow(0.1)

    private static let mostValues = 2000
    private static let permutations = 399

    /// It takes the distances between values.
    public static func needsEveryValue(_ settings: StatTestSettings) -> Bool { true }

    /// MMD² and its p-value; undefined with a single value on a side and for numbers whose squares exceed the largest
    /// one.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        guard let samples = pair.samples, min(samples.reference.count, samples.current.count) > 1 else { return nil }
        let reference = samples.reference.representatives(mostValues)
        let current = samples.current.representatives(mostValues)
        let isEvidently = settings.compatibility == .evidently
        guard let splits = KernelSplits(reference, current, scale: isEvidently ? 1 : nil) else { return nil }
        let score = splits.discrepancy
        var generator = SeededGenerator()
        let reached = Double(splits.reaching(score, of: permutations, &generator))
        let count = Double(permutations)
        // Evidently does not count the observed split among the permutations.
        let pValue = isEvidently ? reached / count : (reached + 1) / (count + 1)
        return StatTestOutcome(score: score, pValue: pValue)
    }
}
