import CDistributions
import RealModule

/// The G-test, the likelihood ratio test on the counts of categories.
///
/// By default the test of homogeneity of two samples, G = 2 Σ o · ln(o / e) over the 2 × K table with K − 1 degrees of
/// freedom. Evidently takes the counts of the reference for the exact expectation, which is defined only if both sides
/// have the same number of values.
public struct GTest: StatTest {
    public static let name = "g_test"
    public static let displayName = "g_test"
    public static let columnKinds: Set<ColumnKind> = [.categorical]
    public static let decision = Decision.pValueBelow(0.1)
    /// Totals whose relative difference is below the square root of the precision are equal to scipy.
    private static let tolerance = 0x1p-26

    /// The statistic and its p-value; undefined with an empty side. A single category cannot drift: p is 1, or, where
    /// Evidently is followed, there is none.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        let counts = BinCounts(pair.categories)
        guard counts.referenceTotal > 0, counts.currentTotal > 0 else { return nil }
        let isEvidently = settings.compatibility == .evidently
        if isEvidently, !haveEqualTotals(counts) { return nil }
        guard counts.cellCount > 1 else { return isEvidently ? StatTestOutcome(score: 0) : .unchanged }
        let statistic = isEvidently ? goodnessOfFit(counts) : counts.likelihoodRatio
        return StatTestOutcome(
            score: statistic, pValue: mw_chi_square_survival(statistic, Double(counts.cellCount - 1)))
    }

    /// Random tables answer: even where all counts are above Cochran's bounds, many categories together make G larger
    /// than the chi-square distribution says.
    public static func isWithinChance(
        _ outcome: StatTestOutcome, on pair: ColumnPair, settings: StatTestSettings
    ) -> Bool {
        RandomTables(BinCounts(pair.categories)).isWithinChance(\.likelihoodRatio)
    }

    private static func haveEqualTotals(_ counts: BinCounts) -> Bool {
        let difference = abs(counts.referenceTotal - counts.currentTotal)
        return Double(difference) <= tolerance * Double(min(counts.referenceTotal, counts.currentTotal))
    }

    private static func goodnessOfFit(_ counts: BinCounts) -> Double {
        2
            * zip(counts.reference, counts.current).reduce(0) { sum, counts in
                counts.1 > 0 ? sum + Double(counts.1) * .log(Double(counts.1) / Double(counts.0)) : sum
            }
    }
}
