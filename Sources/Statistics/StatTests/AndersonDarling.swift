/// The two-sample Anderson-Darling test, with mid-ranks for ties (Scholz and Stephens 1987).
///
/// The score is A² less its mean, in standard deviations, as `scipy.stats.anderson_ksamp`; it is negative where the
/// samples are closer than chance makes them. The p-value is kept within 0.001 to 0.25, where it is tabulated.
public struct AndersonDarling: StatTest {
    public static let name = "anderson"
    public static let displayName = "Anderson-Darling"
    public static let columnKinds: Set<ColumnKind> = [.numerical]
    public static let decision = Decision.pValueBelow(0.1)

    /// The standardized statistic and its p-value; undefined with fewer than four values and, where Evidently is
    /// followed, if all values are equal.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        guard let statistic = statistic(pair) else { return nil }
        if pair.isConstant { return settings.compatibility == .evidently ? nil : .unchanged }
        let (n, m) = (pair.referenceCount, pair.currentCount)
        guard let lower = AndersonDarlingDistribution.standardized(statistic.lower, n, m),
            let upper = AndersonDarlingDistribution.standardized(statistic.upper, n, m), upper.isFinite
        else { return nil }
        return StatTestOutcome(ScoreBounds(lower, upper), pValue: AndersonDarlingDistribution.pValue)
    }

    /// A²; nil for a column that is not numerical.
    private static func statistic(_ pair: ColumnPair) -> ScoreBounds? {
        switch pair {
        case .numerical(let samples): ScoreBounds(samples.rankSums.andersonDarling)
        case .bucketed(let histograms): histograms.andersonDarling.bounds
        case .categorical, .text: nil
        }
    }

    /// Those with much weight, at both ends above all.
    public static func openCells(_ pair: HistogramPair, settings: StatTestSettings) -> [Int] {
        pair.andersonDarling.openCells(of: pair)
    }
}
