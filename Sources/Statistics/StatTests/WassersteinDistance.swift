/// The first Wasserstein distance ∫ |F − G| in units of the reference's standard deviation.
///
/// A constant reference has no such unit; the standard deviation of both sides together then takes its place. Evidently
/// raises the reference's to 0.001 instead, whatever the unit of the column.
public struct WassersteinDistance: StatTest {
    public static let name = "wasserstein"
    public static let displayName = "Wasserstein distance (normed)"
    public static let columnKinds: Set<ColumnKind> = [.numerical]
    public static let decision = Decision.scoreAtOrAbove(0.1)
    /// Evidently's.
    private static let smallestDeviation = 0.001
    /// Values that differ by no more than this share of the largest one differ by rounding.
    private static let rounding = 1e-12

    /// The distance in standard deviations; undefined for numbers whose squares exceed the largest one.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        guard let samples = pair.samples, let deviation = samples.reference.populationStandardDeviation else {
            return nil
        }
        let distance = samples.wassersteinDistance
        guard distance.isFinite else { return nil }
        if settings.compatibility == .evidently {
            return StatTestOutcome(score: distance / max(deviation, smallestDeviation))
        }
        guard let pooled = samples.pooledStandardDeviation else { return nil }
        let scale = [samples.reference.minimum, samples.reference.maximum].reduce(0.0) { max($0, abs($1 ?? 0)) }
        let unit = deviation > rounding * scale ? deviation : pooled
        guard unit > rounding * scale else { return StatTestOutcome(score: 0) }
        return StatTestOutcome(score: min(distance / unit, .greatestFiniteMagnitude))
    }

    /// Whether values dealt out by chance are often as far apart.
    public static func isWithinChance(
        _ outcome: StatTestOutcome, on pair: ColumnPair, settings: StatTestSettings
    ) -> Bool {
        guard let samples = pair.samples else { return false }
        return PooledCells(samples).isWithinChance { difference in difference }
    }
}
