/// The largest difference max |p − q| between the shares of a category in reference and current.
///
/// As NannyML defines it. It says by how much the one category has changed that changed most.
public struct LInfinityDistance: BinnedStatTest {
    public static let name = "l_infinity"
    public static let displayName = "L-infinity distance"
    public static let columnKinds: Set<ColumnKind> = [.categorical]
    public static let decision = Decision.scoreAtOrAbove(0.1)

    /// The largest difference of shares.
    public static func distance(_ counts: BinCounts) -> Double {
        counts.reference.indices.reduce(0) { largest, bin in
            let (p, q) = counts.shares(bin)
            return max(largest, abs(p - q))
        }
    }
}
