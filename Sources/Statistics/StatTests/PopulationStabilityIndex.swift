import RealModule

/// The population stability index Σ (p − q) · ln(p / q) over bins.
///
/// Below 0.1 a distribution counts as stable, from 0.25 on as changed, by the rule of thumb of credit scoring. Empty
/// bins have the share that ``BinCounts/floor(of:total:)`` gives them. Bins as ``BinnedPair``.
public struct PopulationStabilityIndex: BinnedStatTest {
    public static let name = "psi"
    public static let displayName = "PSI"
    public static let columnKinds: Set<ColumnKind> = [.numerical, .categorical]
    public static let decision = Decision.scoreAtOrAbove(0.1)

    /// The index of the shares of the bins.
    public static func distance(_ counts: BinCounts) -> Double {
        counts.sumFloored { p, q in (p - q) * .log(p / q) }
    }
}
