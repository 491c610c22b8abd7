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
        guard let samples = pair.samples else { return nil }
        let (n, m) = (samples.reference.count, samples.current.count)
        let difference = samples.maximumRankDifference
        let pValue = KolmogorovSmirnovDistribution.twoSidedPValue(rankDifference: difference, n, m)
        return StatTestOutcome(score: Double(difference) / (Double(n) * Double(m)), pValue: pValue)
    }
}
