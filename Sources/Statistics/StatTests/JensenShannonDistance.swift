import RealModule

/// The Jensen-Shannon distance √(½ KL(P‖M) + ½ KL(Q‖M)) with M = (P + Q) / 2 and natural logarithms.
///
/// 0 for equal distributions, √(ln 2) ≈ 0.833 for disjoint ones. Bins as ``BinnedPair``.
public struct JensenShannonDistance: BinnedStatTest {
    public static let name = "jensenshannon"
    public static let displayName = "Jensen-Shannon distance"
    public static let columnKinds: Set<ColumnKind> = [.numerical, .categorical]
    public static let decision = Decision.scoreAtOrAbove(0.1)

    /// The distance between the shares of the bins.
    public static func distance(_ counts: BinCounts) -> Double {
        let divergence = counts.sum { p, q in term(p, against: (p + q) / 2) + term(q, against: (p + q) / 2) }
        return max(0, divergence / 2).squareRoot()
    }

    /// p · ln(p / middle), 0 where p is 0.
    private static func term(_ p: Double, against middle: Double) -> Double {
        p > 0 ? p * .log(p / middle) : 0
    }
}
