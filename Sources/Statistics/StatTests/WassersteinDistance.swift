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
        guard let numbers = pair.numbers, let deviation = numbers.reference.populationStandardDeviation,
            let distance = pair.wassersteinDistance, distance.isFinite
        else { return nil }
        if settings.compatibility == .evidently {
            return StatTestOutcome(distance.map { $0 / max(deviation, smallestDeviation) })
        }
        guard let pooled = numbers.pooledStandardDeviation else { return nil }
        let scale = [numbers.reference.minimum, numbers.reference.maximum].reduce(0.0) { max($0, abs($1 ?? 0)) }
        let unit = deviation > rounding * scale ? deviation : pooled
        guard unit > rounding * scale else { return StatTestOutcome(score: 0) }
        return StatTestOutcome(distance.map { min($0 / unit, .greatestFiniteMagnitude) })
    }

    /// Those in which one distribution function may cross the other.
    public static func openCells(_ pair: HistogramPair, settings: StatTestSettings) -> [Int] {
        pair.area.openCells(of: pair)
    }

    /// Whether values dealt out by chance are often as far apart.
    public static func isWithinChance(
        _ outcome: StatTestOutcome, on pair: ColumnPair, settings: StatTestSettings
    ) -> Bool {
        PooledCells(pair)?.isWithinChance { difference in difference } ?? false
    }
}

extension ColumnPair {
    /// ∫ |F − G|; nil for a column that is not numerical.
    var wassersteinDistance: ScoreBounds? {
        switch self {
        case .numerical(let samples): ScoreBounds(samples.wassersteinDistance)
        case .bucketed(let histograms): histograms.area.bounds.map { $0 / histograms.scale }
        case .categorical, .text: nil
        }
    }
}
