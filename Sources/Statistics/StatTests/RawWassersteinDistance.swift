/// The first Wasserstein distance ∫ |F − G|, in the unit of the column: how far the values have moved on average.
public struct RawWassersteinDistance: StatTest {
    public static let name = "wasserstein_raw"
    public static let displayName = "Wasserstein distance"
    public static let columnKinds: Set<ColumnKind> = [.numerical]
    public static let decision = Decision.scoreAtOrAbove(0.1)

    /// The distance; undefined for numbers whose difference exceeds the largest one.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        guard let distance = pair.wassersteinDistance, distance.isFinite else { return nil }
        return StatTestOutcome(distance)
    }

    /// Those in which one distribution function may cross the other.
    public static func openCells(_ pair: HistogramPair, settings: StatTestSettings) -> [Int] {
        WassersteinDistance.openCells(pair, settings: settings)
    }

    /// Whether values dealt out by chance are often as far apart.
    public static func isWithinChance(
        _ outcome: StatTestOutcome, on pair: ColumnPair, settings: StatTestSettings
    ) -> Bool {
        WassersteinDistance.isWithinChance(outcome, on: pair, settings: settings)
    }
}
