/// The first Wasserstein distance ∫ |F − G|, in the unit of the column: how far the values have moved on average.
public struct RawWassersteinDistance: StatTest {
    public static let name = "wasserstein_raw"
    public static let displayName = "Wasserstein distance"
    public static let columnKinds: Set<ColumnKind> = [.numerical]
    public static let decision = Decision.scoreAtOrAbove(0.1)

    /// The distance; undefined for numbers whose difference exceeds the largest one.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        guard let distance = pair.samples?.wassersteinDistance, distance.isFinite else { return nil }
        return StatTestOutcome(score: distance)
    }

    /// Whether values dealt out by chance are often as far apart.
    public static func isWithinChance(
        _ outcome: StatTestOutcome, on pair: ColumnPair, settings: StatTestSettings
    ) -> Bool {
        WassersteinDistance.isWithinChance(outcome, on: pair, settings: settings)
    }
}
