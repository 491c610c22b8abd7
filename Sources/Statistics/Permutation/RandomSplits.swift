/// What the smaller of two samples would be if the values of both were dealt out by chance.
///
/// Beyond 20,000 values their quantiles stand for them.
struct RandomSplits {
    /// Above this many values on the smaller side, limit laws are as good.
    private static let mostValues = 1000
    private static let mostRepresentatives = 20_000
    /// Scores that differ by rounding alone are equal.
    private static let tolerance = 1e-12

    private let values: [Double]
    private let count: Int

    /// nil where the smaller side is large enough to do without.
    init?(_ samples: SamplePair) {
        count = min(samples.reference.count, samples.current.count)
        guard count <= Self.mostValues else { return nil }
        let pooled = samples.pooledCount
        let kept = min(pooled, Self.mostRepresentatives)
        values = (0..<kept).map { samples.pooledValue(at: (2 * $0 + 1) * pooled / (2 * kept)) }
    }

    /// Whether one in twenty splits gives a score that reaches the observed one.
    func isWithinChance(_ observed: Double, _ score: (_ smaller: ArraySlice<Double>) -> Double) -> Bool {
        var values = values
        let target = observed * (1 - Self.tolerance)
        return RandomTrials().isWithinChance(&values) { values, generator in
            for place in 0..<count { values.swapAt(place, place + generator.index(below: values.count - place)) }
            return score(values[..<count]) >= target
        }
    }
}
