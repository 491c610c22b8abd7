/// What the smaller of two samples would be if the values of both were dealt out by chance.
///
/// Beyond 20,000 values their quantiles stand for them, and in buckets what their quantiles are about.
struct RandomSplits {
    /// Above this many values on the smaller side, limit laws are as good.
    private static let mostValues = 1000
    private static let mostRepresentatives = 20_000
    /// Scores that differ by rounding alone are equal.
    private static let tolerance = 1e-12

    private let values: [Double]
    private let count: Int

    /// nil where the smaller side is large enough to do without, and for a column that is not numerical.
    init?(_ pair: ColumnPair) {
        guard let numbers = pair.numbers else { return nil }
        count = min(numbers.reference.count, numbers.current.count)
        guard count <= Self.mostValues else { return nil }
        let pooled = numbers.pooledCount
        let kept = min(pooled, Self.mostRepresentatives)
        let places = (0..<kept).map { (2 * $0 + 1) * pooled / (2 * kept) }
        switch pair {
        case .numerical(let samples): values = places.map(samples.pooledValue)
        case .bucketed(let histograms): values = places.map(histograms.representative)
        case .categorical, .text: return nil
        }
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
