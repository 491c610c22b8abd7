import Statistics

/// The usual statistics of numbers, in the unit of the column; points in time in seconds.
///
/// Infinite values are left out; with Evidently's definitions they count as pandas counts them.
public struct NumberSummary: Sendable, Equatable {
    public let minimum: Double
    public let maximum: Double
    /// nil where it exceeds the largest number.
    public let sum: Double?
    /// nil only where pandas says so.
    public let mean: Double?
    /// With divisor n − 1; nil for a single value, and where squares exceed the largest number.
    public let standardDeviation: Double?
    /// One for each configured probability; nil also where buckets do not tell.
    public let quantiles: [Double?]
    /// Values of 0.
    public let zeroCount: Int
    /// Finite values below 0.
    public let negativeCount: Int
    /// Values beyond the fences of the column itself, infinite ones among them; nil where buckets do not tell.
    public let outlierCount: Int?

    /// Sums up a column; nil without values.
    init?(_ sample: NumberSample, infinite: InfiniteCounts, of model: ModelDefinition) {
        let values = ExtendedSample(sample, infinite: infinite, of: model)
        guard let minimum = values.minimum, let maximum = values.maximum else { return nil }
        self.minimum = minimum
        self.maximum = maximum
        sum = values.sum
        mean = values.mean
        standardDeviation = values.standardDeviation
        quantiles = model.statistics.quantiles.map(values.quantile)
        zeroCount = sample.zeroCount
        negativeCount = sample.negativeCount
        outlierCount = OutlierFences(sample)?.outlierCount(sample, infinite: infinite)
    }
}

extension ExtendedSample {
    /// With the infinite values only where pandas, and so Evidently, counts them.
    init(_ sample: NumberSample, infinite: InfiniteCounts, of model: ModelDefinition) {
        let isPandas = model.drift.testSettings.compatibility == .evidently
        self.init(sample, infinite: isPandas ? infinite : InfiniteCounts())
    }
}
