/// The Mann-Whitney U test: whether values of one side tend to be larger than those of the other.
///
/// The score is the rank-biserial correlation |2U / (n·m) − 1|: 0 if neither side tends to be larger, 1 if all values of
/// one are. The p-value is two-sided, exact for at most 8 values on the smaller side and no ties, otherwise normal with
/// corrections for ties and continuity. Evidently's is one-sided: it sees only current values that are larger.
public struct MannWhitney: StatTest {
    public static let name = "mannw"
    public static let displayName = "Mann-Whitney U-rank test"
    public static let columnKinds: Set<ColumnKind> = [.numerical]
    public static let decision = Decision.pValueBelow(0.05)

    /// The rank-biserial correlation and the p-value.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        switch pair {
        case .numerical(let samples):
            let sums = samples.rankSums
            return outcome(
                sums.twiceU, hasTies: sums.hasTies, tieTerm: sums.tieTerm, of: pair, settings: settings)
        case .bucketed(let histograms): return outcome(histograms, of: pair, settings: settings)
        case .categorical, .text: return nil
        }
    }

    private static func outcome(
        _ twiceU: Int, hasTies: Bool, tieTerm: Double, of pair: ColumnPair, settings: StatTestSettings
    ) -> StatTestOutcome {
        let (n, m) = (pair.referenceCount, pair.currentCount)
        let twiceOther = 2 * n * m - twiceU
        func survival(_ twice: Int) -> Double {
            MannWhitneyDistribution.survival(twice: twice, n, m, hasTies: hasTies, tieTerm: tieTerm)
        }
        let pValue =
            settings.compatibility == .evidently
            ? survival(twiceOther) : min(1, 2 * survival(max(twiceU, twiceOther)))
        let correlation = Double(abs(twiceU - twiceOther)) / (2 * Double(n) * Double(m))
        return StatTestOutcome(score: correlation, pValue: pValue)
    }

    /// Score and p-value are monotonic in U on either side of its mean, and in the tie term: they are bounded by those at
    /// the ends, and at the mean where it is between them.
    private static func outcome(
        _ histograms: HistogramPair, of pair: ColumnPair, settings: StatTestSettings
    ) -> StatTestOutcome {
        let counts = histograms.pairCounts
        let mean = pair.referenceCount * pair.currentCount
        let nearest = min(max(mean, counts.twiceU.lowerBound), counts.twiceU.upperBound)
        var outcomes: [StatTestOutcome] = []
        for twiceU in Set([counts.twiceU.lowerBound, counts.twiceU.upperBound, nearest]) {
            for ties in [counts.ties.lower, counts.ties.upper] {
                // Without ties the law of few values is another one.
                for hasTies in Set([counts.mustHaveTies, counts.mayHaveTies]) {
                    outcomes.append(outcome(twiceU, hasTies: hasTies, tieTerm: ties, of: pair, settings: settings))
                }
            }
        }
        return StatTestOutcome(among: outcomes)
    }
}
