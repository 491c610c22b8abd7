import RealModule

/// The Kullback-Leibler divergence Σ p · ln(p / q) of the current shares q from the reference shares p.
///
/// Empty bins have the share that ``BinCounts/floor(of:total:)`` gives them, after which both sides are scaled to a sum
/// of 1. Not symmetric. Bins as ``BinnedPair``.
public struct KullbackLeiblerDivergence: BinnedStatTest {
    public static let name = "kl_div"
    public static let displayName = "Kullback-Leibler divergence"
    public static let columnKinds: Set<ColumnKind> = [.numerical, .categorical]
    public static let decision = Decision.scoreAtOrAbove(0.1)

    /// The divergence between the shares of the bins.
    public static func distance(_ counts: BinCounts) -> Double {
        let (left, right) = (counts.sumFloored { p, _ in p }, counts.sumFloored { _, q in q })
        return counts.sumFloored { p, q in p / left * .log(p / left / (q / right)) }
    }
}
