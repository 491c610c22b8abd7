/// The values of a numeric column together with its infinite ones, with statistics as pandas computes them.
///
/// Where pandas says NaN, there is nil.
public struct ExtendedSample: Sendable {
    private let finite: NumberSample
    private let infinite: InfiniteCounts

    /// Puts the infinite values at both ends of a sample.
    public init(_ finite: NumberSample, infinite: InfiniteCounts) {
        self.finite = finite
        self.infinite = infinite
    }

    /// Number of values.
    public var count: Int { finite.count + infinite.total }
    /// Smallest value; nil without values.
    public var minimum: Double? { count > 0 ? self[0] : nil }
    /// Largest value; nil without values.
    public var maximum: Double? { count > 0 ? self[count - 1] : nil }
    /// Sum of the values; infinite if one of them is, nil if they are of both signs.
    public var sum: Double? { infiniteSum ?? (infinite.total == 0 ? finite.sum : nil) }
    /// Arithmetic mean; infinite if a value is, nil if they are of both signs.
    public var mean: Double? { infiniteSum ?? (infinite.total == 0 ? finite.mean : nil) }
    /// Sample standard deviation; nil if a value is infinite.
    public var standardDeviation: Double? { infinite.total == 0 ? finite.standardDeviation : nil }

    /// The quantile by linear interpolation; nil where an infinite value meets itself or an infinity of the other sign, and
    /// where buckets do not tell.
    public func quantile(_ probability: Double) -> Double? {
        guard infinite.total > 0 else { return finite.quantile(probability) }
        guard probability >= 0, probability <= 1 else { return nil }
        let position = probability * Double(count - 1)
        let lower = Int(position)
        guard let first = self[lower], let second = self[min(lower + 1, count - 1)] else { return nil }
        let weight = position - Double(lower)
        let step = second - first
        let value = weight < 0.5 ? first + step * weight : second - step * (1 - weight)
        return value.isNaN ? nil : value
    }

    /// The places of the finite values, in ascending order, that a quantile lies between.
    public func places(ofQuantile probability: Double) -> [Int] {
        let lower = Int(probability * Double(max(0, count - 1))) - infinite.negative
        return [lower, lower + 1].filter { 0..<finite.count ~= $0 }
    }

    /// The value at `index` in ascending order.
    private subscript(index: Int) -> Double? {
        if index < infinite.negative { return -.infinity }
        return index < infinite.negative + finite.count ? finite.value(at: index - infinite.negative) : .infinity
    }

    private var infiniteSum: Double? {
        switch (infinite.negative > 0, infinite.positive > 0) {
        case (true, false): -.infinity
        case (false, true): .infinity
        default: nil
        }
    }
}
