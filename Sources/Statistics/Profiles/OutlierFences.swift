/// The limits beyond which a value is an outlier: 1.5 interquartile ranges below the first and above the third quartile
/// (Tukey, Exploratory Data Analysis, 1977).
///
/// Quartiles are those of numpy's default. A column half of whose values are equal has an interquartile range of 0, and
/// every other value then is an outlier.
public struct OutlierFences: Sendable, Equatable {
    /// Values that are no outliers, from the lower to the upper fence.
    public let range: ClosedRange<Double>

    /// The fences of a sample; nil without values.
    public init?(_ sample: SortedSample) {
        guard let first = sample.quantile(0.25), let third = sample.quantile(0.75) else { return nil }
        let reach = 1.5 * (third - first)
        // Quartiles further apart than the largest number leave nothing outside.
        range = first - reach...third + reach
    }

    /// The values of a column outside, infinite ones among them.
    public func outlierCount(_ sample: SortedSample, infinite: InfiniteCounts = InfiniteCounts()) -> Int {
        sample.count - sample.count(in: range) + infinite.total
    }
}
