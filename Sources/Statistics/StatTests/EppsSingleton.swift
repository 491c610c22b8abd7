import CDistributions
import RealModule

/// The Epps-Singleton test: whether the empirical characteristic functions of both sides differ at two points.
///
/// W = N · d' S⁺ d with the difference d of the means of (cos t₁x, cos t₂x, sin t₁x, sin t₂x), t = (0.4, 0.8) over half
/// the interquartile range of both sides together, and S⁺ the pseudo-inverse of its covariance; chi-square with the rank
/// of S as degrees of freedom. As `scipy.stats.epps_singleton_2samp`.
public struct EppsSingleton: StatTest {
    public static let name = "es"
    public static let displayName = "Epps-Singleton"
    public static let columnKinds: Set<ColumnKind> = [.numerical]
    public static let decision = Decision.pValueBelow(0.05)

    private static let fewest = 5
    /// Below this many values on the larger side W is corrected.
    private static let fewestWithoutCorrection = 25

    /// It takes sines and cosines of each value.
    public static func needsEveryValue(_ settings: StatTestSettings) -> Bool { true }

    /// W and its p-value; undefined with fewer than five values on a side and where the middle half of all values is
    /// one, unless they all are.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        guard let samples = pair.samples else { return nil }
        if settings.compatibility == .none, pair.isConstant { return .unchanged }
        guard let point = point(samples) else { return nil }
        if samples.reference.distinctCount == 1, samples.current.distinctCount == 1 { return .apart }
        let (statistic, rank) = statistic(
            CharacteristicMoments(samples.reference, at: point), CharacteristicMoments(samples.current, at: point),
            largestRank: largestRank(samples))
        let pValue = mw_chi_square_survival(statistic, Double(rank))
        return pValue.isNaN ? nil : StatTestOutcome(score: max(0, statistic), pValue: pValue)
    }

    /// W has its limit law late: if one side is small, random splits of all values answer.
    public static func isWithinChance(
        _ outcome: StatTestOutcome, on pair: ColumnPair, settings: StatTestSettings
    ) -> Bool {
        guard let samples = pair.samples, let point = point(samples), let splits = RandomSplits(pair) else {
            return false
        }
        let whole = CharacteristicMoments(samples.reference, at: point)
            .merged(with: CharacteristicMoments(samples.current, at: point))
        let largestRank = largestRank(samples)
        return splits.isWithinChance(outcome.score) { values in
            let part = CharacteristicMoments(values, at: point)
            return statistic(part, whole.removing(part), largestRank: largestRank).value
        }
    }

    /// t₁; nil where it has no meaning.
    private static func point(_ samples: SamplePair) -> Double? {
        let range = samples.pooledQuantile(0.75) - samples.pooledQuantile(0.25)
        let isDefined = min(samples.reference.count, samples.current.count) >= fewest && range > 0 && range.isFinite
        return isDefined ? 0.4 / (range / 2) : nil
    }

    /// So many values vary in one direction less.
    private static func largestRank(_ samples: SamplePair) -> Int {
        samples.distinctCount(upTo: CharacteristicMoments.size).map { $0 - 1 } ?? CharacteristicMoments.size
    }

    private static func statistic(
        _ left: CharacteristicMoments, _ right: CharacteristicMoments, largestRank: Int
    ) -> (value: Double, rank: Int) {
        let (n, m) = (Double(left.count), Double(right.count))
        let covariance = zip(left.covariance, right.covariance).map { $0 * ((n + m) / n) + $1 * ((n + m) / m) }
        let inverse = SymmetricPseudoInverse(
            covariance, size: CharacteristicMoments.size, largestRank: largestRank)
        let statistic = (n + m) * inverse.quadraticForm(zip(left.mean, right.mean).map { $0 - $1 })
        guard max(left.count, right.count) < fewestWithoutCorrection else { return (statistic, inverse.rank) }
        // Goerg and Kaiser 2009.
        let correction = Double.pow(n + m, -0.45) + 10.1 * (.pow(n, -1.7) + .pow(m, -1.7))
        return (statistic / (1 + correction), inverse.rank)
    }
}
