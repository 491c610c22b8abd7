/// The energy distance √(2 ∫ (F − G)² dx), in the square root of the column's unit.
public struct EnergyDistance: StatTest {
    public static let name = "ed"
    public static let displayName = "Energy-distance"
    public static let columnKinds: Set<ColumnKind> = [.numerical]
    public static let decision = Decision.scoreAbove(0.1)

    /// The distance; undefined for numbers whose difference exceeds the largest one.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        guard let area = squaredArea(pair), area.isFinite else { return nil }
        return StatTestOutcome(area.map { 2.0.squareRoot() * $0.squareRoot() })
    }

    /// ∫ (F − G)² dx; nil for a column that is not numerical.
    private static func squaredArea(_ pair: ColumnPair) -> ScoreBounds? {
        switch pair {
        case .numerical(let samples): ScoreBounds(samples.rankSums.squaredArea)
        case .bucketed(let histograms): histograms.squaredArea.bounds.map { $0 / histograms.scale }
        case .categorical, .text: nil
        }
    }

    /// Those in which the distribution functions are close and counts say least.
    public static func openCells(_ pair: HistogramPair, settings: StatTestSettings) -> [Int] {
        pair.squaredArea.openCells(of: pair)
    }

    /// Whether values dealt out by chance are often as far apart.
    public static func isWithinChance(
        _ outcome: StatTestOutcome, on pair: ColumnPair, settings: StatTestSettings
    ) -> Bool {
        PooledCells(pair)?.isWithinChance { difference in difference * difference } ?? false
    }
}
