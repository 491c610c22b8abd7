/// The energy distance √(2 ∫ (F − G)² dx), in the square root of the column's unit.
public struct EnergyDistance: StatTest {
    public static let name = "ed"
    public static let displayName = "Energy-distance"
    public static let columnKinds: Set<ColumnKind> = [.numerical]
    public static let decision = Decision.scoreAbove(0.1)

    /// The distance; undefined for numbers whose difference exceeds the largest one.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        guard let area = pair.samples?.rankSums.squaredArea, area.isFinite else { return nil }
        return StatTestOutcome(score: 2.0.squareRoot() * area.squareRoot())
    }

    /// Whether values dealt out by chance are often as far apart.
    public static func isWithinChance(
        _ outcome: StatTestOutcome, on pair: ColumnPair, settings: StatTestSettings
    ) -> Bool {
        guard let samples = pair.samples else { return false }
        return PooledCells(samples).isWithinChance { difference in difference * difference }
    }
}
