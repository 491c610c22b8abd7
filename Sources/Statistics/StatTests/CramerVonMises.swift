/// The two-sample Cramér-von Mises test (Anderson 1962).
///
/// The score is the criterion T = n·m/N² Σ (F − G)² over all values, with the distribution functions taken in the middle
/// of their steps, plus 1/(4N). The p-value is exact up to 20 values a side, otherwise from the limit law, as
/// `scipy.stats.cramervonmises_2samp`; with ties it is too large. Evidently and scipy put mid-ranks into a formula for
/// samples without ties, by which discrete samples of different size always drift.
public struct CramerVonMises: StatTest {
    public static let name = "cramer_von_mises"
    public static let displayName = "Cramer-von Mises"
    public static let columnKinds: Set<ColumnKind> = [.numerical]
    public static let decision = Decision.pValueAtOrBelow(0.1)

    /// The criterion and its p-value; undefined with a single value on a side and, where Evidently is followed, in small
    /// samples for which it fails.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        let (n, m) = (pair.referenceCount, pair.currentCount)
        guard min(n, m) > 1 else { return nil }
        let isEvidently = settings.compatibility == .evidently
        if isEvidently, CramerVonMisesDistribution.failsInEvidently(n, m) { return nil }
        if !isEvidently, pair.isConstant { return .unchanged }
        return criterion(pair, isEvidently: isEvidently).map { criterion in
            StatTestOutcome(criterion) { CramerVonMisesDistribution.pValue($0, n, m) }
        }
    }

    /// T; nil for a column that is not numerical.
    private static func criterion(_ pair: ColumnPair, isEvidently: Bool) -> ScoreBounds? {
        switch pair {
        case .numerical(let samples):
            let sums = samples.rankSums
            return ScoreBounds(isEvidently ? sums.cramerVonMisesOfRanks : sums.cramerVonMises)
        case .bucketed(let histograms): return isEvidently ? nil : histograms.cramerVonMises.bounds
        case .categorical, .text: return nil
        }
    }

    /// Evidently's formula needs the cubes of how often each value occurs.
    public static func needsEveryValue(_ settings: StatTestSettings) -> Bool { settings.compatibility == .evidently }

    /// Those with most values that are far apart.
    public static func openCells(_ pair: HistogramPair, settings: StatTestSettings) -> [Int] {
        pair.cramerVonMises.openCells(of: pair)
    }
}
