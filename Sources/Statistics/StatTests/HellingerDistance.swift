/// The Hellinger distance √(1 − Σ √(p·q)) over bins: 0 for equal distributions, 1 for disjoint ones.
///
/// Bins as ``BinnedPair``. Evidently cuts every numerical column into intervals, however few values it has, and takes
/// their number from the distinct values.
public struct HellingerDistance: BinnedStatTest {
    public static let name = "hellinger"
    public static let displayName = "Hellinger distance"
    public static let columnKinds: Set<ColumnKind> = [.numerical, .categorical]
    public static let decision = Decision.scoreAtOrAbove(0.1)

    /// The distance; undefined where there are no bins.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        guard settings.compatibility == .evidently, let numbers = pair.numbers else {
            return BinnedPair(pair, settings: settings).map { StatTestOutcome(score: distance($0.counts)) }
        }
        return pair.distinctCount.flatMap { BinnedPair(numbers, sturgesCount: $0) }.flatMap(distance(densities:))
            .map { StatTestOutcome(score: $0) }
    }

    /// Evidently's number of intervals needs the number of distinct values.
    public static func needsEveryValue(_ settings: StatTestSettings) -> Bool { settings.compatibility == .evidently }

    /// √(½ Σ (√p − √q)²), which is the same and does not lose small distances to the difference from 1.
    public static func distance(_ counts: BinCounts) -> Double {
        let squares = counts.sum { p, q in
            let difference = p.squareRoot() - q.squareRoot()
            return difference * difference
        }
        return min(1, squares / 2).squareRoot()
    }

    /// From densities, as Evidently: where bins are narrow the rounding of their boundaries shows. nil where the
    /// densities exceed the largest number.
    private static func distance(densities bins: BinnedPair) -> Double? {
        guard let low = bins.edges.first, let high = bins.edges.last else { return nil }
        let meanWidth = (high - low) / Double(bins.counts.cellCount)
        let overlap = bins.counts.reference.indices.reduce(0.0) { sum, bin in
            let (p, q) = bins.counts.shares(bin)
            let width = bins.edges[bin + 1] - bins.edges[bin]
            return sum + (p / width * (q / width)).squareRoot() * meanWidth
        }
        return overlap.isFinite ? (1 - min(max(overlap, 0), 1)).squareRoot() : nil
    }
}
