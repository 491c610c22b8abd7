/// The first Wasserstein distance ∫ |F − G| in units of the reference's standard deviation.
///
/// The population standard deviation is floored at 0.001, as Evidently does, so that a constant reference gives a
/// finite number.
public struct WassersteinDistance: StatTest {
    public static let name = "wasserstein"
    public static let displayName = "Wasserstein distance (normed)"
    public static let columnKinds: Set<ColumnKind> = [.numerical]
    public static let decision = Decision.scoreAtOrAbove(0.1)
    private static let smallestDeviation = 0.001

    /// The distance in reference standard deviations.
    public static func outcome(_ pair: ColumnPair, settings: StatTestSettings) -> StatTestOutcome? {
        guard let samples = pair.samples, let deviation = samples.reference.populationStandardDeviation else {
            return nil
        }
        return StatTestOutcome(score: samples.wassersteinDistance / max(deviation, smallestDeviation))
    }
}
