/// The two-sample Kolmogorov-Smirnov test, D = max |F − G|.
///
/// The p-value is exact up to 10,000 values a side and the limit law of the one-sample statistic above, as
/// `scipy.stats.ks_2samp`.
public struct KolmogorovSmirnov: StatTest {
    public static let name = "ks"
    public static let displayName = "K-S p_value"
    public static let columnKinds: Set<ColumnKind> = [.numerical]
    public static let decision = Decision.pValueAtOrBelow(0.05)

    /// The statistic D and its two-sided p-value.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        let (n, m) = (pair.referenceCount, pair.currentCount)
        switch pair {
        case .numerical(let samples):
            return StatTestOutcome(rankDifference: samples.maximumRankDifference, n, m)
        case .bucketed(let histograms):
            let difference = histograms.maximumRankDifference
            return StatTestOutcome(
                among: Set([difference.lowerBound, difference.upperBound]).map {
                    StatTestOutcome(rankDifference: $0, n, m)
                })
        case .categorical, .text: return nil
        }
    }

    /// Those in which the maximum may lie: few, and nothing but they matters.
    public static func openCells(_ pair: HistogramPair, settings: StatTestSettings) -> [Int] { pair.cellsOfMaximum }
}

extension StatTestOutcome {
    /// D and its p-value, from max |i·m − j·n| where i of n reference and j of m current values are not above a value.
    init(rankDifference: Int, _ n: Int, _ m: Int) {
        self.init(
            score: Double(rankDifference) / (Double(n) * Double(m)),
            pValue: KolmogorovSmirnovDistribution.twoSidedPValue(rankDifference: rankDifference, n, m))
    }
}
