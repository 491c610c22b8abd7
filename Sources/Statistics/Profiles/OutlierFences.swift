/// The limits beyond which a value is an outlier: 1.5 interquartile ranges below the first and above the third quartile
/// (Tukey, Exploratory Data Analysis, 1977).
///
/// Quartiles are those of numpy's default. A column half of whose values are equal has an interquartile range of 0, and
/// every other value then is an outlier.
public struct OutlierFences: Sendable, Equatable {
    /// Values that are no outliers, from the lower to the upper fence.
    public let range: ClosedRange<Double>

    /// The fences of a sample; nil without values, and where buckets do not tell the quartiles.
    public init?(_ sample: NumberSample) {
        guard let first = sample.quantile(0.25), let third = sample.quantile(0.75) else { return nil }
        // Quartiles further apart than the largest number leave nothing outside.
        range = Self.lowest(first, third)...Self.highest(first, third)
    }

    /// The values of a column outside, infinite ones among them; nil where buckets do not tell.
    public func outlierCount(_ sample: NumberSample, infinite: InfiniteCounts = InfiniteCounts()) -> Int? {
        sample.count(in: range).map { sample.count - $0 + infinite.total }
    }

    /// Between what the lower and the upper fence lie, before quartiles are known for certain; none without values.
    public static func bounds(_ sample: NumberSample) -> [ClosedRange<Double>] {
        guard let first = quartile(sample, 0.25), let third = quartile(sample, 0.75) else { return [] }
        return [
            lowest(first.lowerBound, third.upperBound)...lowest(first.upperBound, third.lowerBound),
            highest(first.upperBound, third.lowerBound)...highest(first.lowerBound, third.upperBound),
        ]
    }

    private static func lowest(_ first: Double, _ third: Double) -> Double { first - 1.5 * (third - first) }
    private static func highest(_ first: Double, _ third: Double) -> Double { third + 1.5 * (third - first) }

    private static func quartile(_ sample: NumberSample, _ probability: Double) -> ClosedRange<Double>? {
        guard sample.count > 0 else { return nil }
        if let known = sample.quantile(probability) { return known...known }
        let place = Int(probability * Double(sample.count - 1))
        let next = min(place + 1, sample.count - 1)
        return sample.valueRange(at: place).lowerBound...sample.valueRange(at: next).upperBound
    }
}
