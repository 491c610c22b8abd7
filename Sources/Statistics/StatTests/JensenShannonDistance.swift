import RealModule

/// The Jensen-Shannon distance √(½ KL(P‖M) + ½ KL(Q‖M)) with M = (P + Q) / 2 and natural logarithms.
///
/// 0 for equal distributions, √(ln 2) ≈ 0.833 for disjoint ones. Bins as ``BinnedPair``.
public struct JensenShannonDistance: StatTest {
    public static let name = "jensenshannon"
    public static let displayName = "Jensen-Shannon distance"
    public static let columnKinds: Set<ColumnKind> = [.numerical, .categorical]
    public static let decision = Decision.scoreAtOrAbove(0.1)

    /// The distance between the two distributions; undefined with an empty side and for numbers whose difference
    /// exceeds the largest one.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        let bins = BinnedPair(pair)
        let (n, m) = (Double(pair.referenceCount), Double(pair.currentCount))
        guard n > 0, m > 0, bins.edges.allSatisfy(\.isFinite) else { return nil }
        let divergence = zip(bins.reference, bins.current).reduce(0.0) { sum, counts in
            let (p, q) = (Double(counts.0) / n, Double(counts.1) / m)
            return sum + term(p, against: (p + q) / 2) + term(q, against: (p + q) / 2)
        }
        return StatTestOutcome(score: max(0, divergence / 2).squareRoot())
    }

    /// p · ln(p / middle), 0 where p is 0.
    private static func term(_ p: Double, against middle: Double) -> Double {
        p > 0 ? p * .log(p / middle) : 0
    }
}
