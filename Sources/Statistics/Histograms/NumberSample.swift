/// The finite values of a numeric column: all of them in ascending order, or buckets where all are too many.
///
/// What the buckets do not tell for certain is nil.
public enum NumberSample: Sendable {
    case sorted(SortedSample)
    case bucketed(BucketedSample)

    /// Takes what is kept of the values out of a profile.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    public init(_ profile: consuming NumericalProfile) throws(ColumnError) {
        self = try profile.takeSample()
    }

    /// Whether only buckets are left.
    public var isBucketed: Bool { if case .bucketed = self { true } else { false } }

    /// Number of finite values.
    public var count: Int {
        switch self {
        case .sorted(let sample): sample.count
        case .bucketed(let sample): sample.count
        }
    }

    /// Number of distinct finite values.
    public var distinctCount: Int? {
        switch self {
        case .sorted(let sample): sample.distinctCount
        case .bucketed(let sample): sample.distinctCount
        }
    }

    /// Sum of the values, correctly rounded; nil without values, and where it exceeds the largest number.
    public var sum: Double? {
        switch self {
        case .sorted(let sample): sample.sum
        case .bucketed(let sample): sample.sum
        }
    }

    /// Arithmetic mean; nil without values.
    public var mean: Double? {
        switch self {
        case .sorted(let sample): sample.mean
        case .bucketed(let sample): sample.mean
        }
    }

    /// Population standard deviation (divisor n); nil without values, and where squares exceed the largest number.
    public var populationStandardDeviation: Double? {
        switch self {
        case .sorted(let sample): sample.populationStandardDeviation
        case .bucketed(let sample): sample.populationStandardDeviation
        }
    }

    /// Sample standard deviation (divisor n − 1); nil with fewer than two values.
    public var standardDeviation: Double? {
        guard let deviation = populationStandardDeviation, count > 1 else { return nil }
        return deviation * (Double(count) / Double(count - 1)).squareRoot()
    }

    /// Smallest value; nil without values.
    public var minimum: Double? {
        switch self {
        case .sorted(let sample): sample.minimum
        case .bucketed(let sample): sample.minimum
        }
    }

    /// Largest value; nil without values.
    public var maximum: Double? {
        switch self {
        case .sorted(let sample): sample.maximum
        case .bucketed(let sample): sample.maximum
        }
    }

    /// Whether all values came from integer columns.
    public var isInteger: Bool {
        switch self {
        case .sorted(let sample): sample.isInteger
        case .bucketed(let sample): sample.isInteger
        }
    }

    /// Values of 0, of either sign.
    public var zeroCount: Int {
        switch self {
        case .sorted(let sample): sample.zeroCount
        case .bucketed(let sample): sample.zeroCount
        }
    }

    /// Values below 0.
    public var negativeCount: Int {
        switch self {
        case .sorted(let sample): sample.negativeCount
        case .bucketed(let sample): sample.negativeCount
        }
    }

    /// How often the value in the middle occurs. If any value makes up more than half of the sample, it is this one.
    public var medianCount: Int? {
        switch self {
        case .sorted(let sample): sample.medianCount
        case .bucketed(let sample): sample.medianCount
        }
    }

    /// The value at `index` in ascending order.
    public func value(at index: Int) -> Double? {
        switch self {
        case .sorted(let sample): sample[index]
        case .bucketed(let sample): sample.value(at: index)
        }
    }

    /// The first index whose value is not below `bound`; ``count`` where there is none.
    func firstIndex(notBelow bound: Double) -> Int? {
        switch self {
        case .sorted(let sample): sample.firstIndex(notBelow: bound)
        case .bucketed(let sample): sample.firstIndex(notBelow: bound)
        }
    }

    /// The first index whose value is above `bound`; ``count`` where there is none.
    func firstIndex(above bound: Double) -> Int? {
        switch self {
        case .sorted(let sample): sample.firstIndex(above: bound)
        case .bucketed(let sample): sample.firstIndex(above: bound)
        }
    }
}

extension NumberSample {
    /// The quantile by linear interpolation between the two nearest values, as numpy's default; nil without values.
    public func quantile(_ probability: Double) -> Double? {
        if case .sorted(let sample) = self { return sample.quantile(probability) }
        guard count > 0, probability >= 0, probability <= 1 else { return nil }
        let position = probability * Double(count - 1)
        let lower = Int(position)
        guard let first = value(at: lower), let second = value(at: min(lower + 1, count - 1)) else { return nil }
        return SortedSample.interpolated(first, second, weight: position - Double(lower))
    }

    /// Values in a range.
    public func count(in range: ClosedRange<Double>) -> Int? {
        guard let end = firstIndex(above: range.upperBound), let start = firstIndex(notBelow: range.lowerBound) else {
            return nil
        }
        return end - start
    }

    /// Values equal to `value`, which may be anything.
    public func count(of value: Double) -> Int? { value.isNaN ? 0 : count(in: value...value) }

    /// Number of distinct values; nil if they are more than `limit`, which may be up to
    /// ``KeyHistogram/fewestBuckets`` / 2: more distinct values than that are told from so few in any buckets.
    func distinctCount(upTo limit: Int) -> Int? {
        distinctCount.flatMap { $0 <= limit ? $0 : nil }
    }

    /// How often each value occurs.
    ///
    /// - Throws: ``ColumnError/onlyBuckets`` where buckets hold several values.
    public func categoryCounts() throws(ColumnError) -> CategoryCounts {
        switch self {
        case .sorted(let sample): return CategoryCounts(sample)
        case .bucketed(let sample):
            guard sample.histogram.isLossless else { throw .onlyBuckets }
            return CategoryCounts(sample.histogram)
        }
    }

    /// The keys of those buckets that hide the answer to a question.
    public func openRanges(_ questions: SampleQuestions) -> [ClosedRange<UInt64>] {
        guard case .bucketed(let sample) = self else { return [] }
        return sample.openRanges(questions)
    }

    /// Between what the value at `index` in ascending order lies.
    func valueRange(at index: Int) -> ClosedRange<Double> {
        switch self {
        case .sorted(let sample): return sample[index]...sample[index]
        case .bucketed(let sample):
            let (lowest, highest) = sample.valueRange(at: index)
            return lowest...highest
        }
    }

    /// Begins a closer look at some ranges of the keys; nil where all values are kept.
    public func look(at ranges: [ClosedRange<UInt64>], limits: BucketLimits) -> NumericalLook? {
        guard case .bucketed(let sample) = self else { return nil }
        return NumericalLook(at: ranges, encoding: sample.histogram.encoding, limits: limits)
    }

    /// Makes buckets narrower by what a closer look has found; nil where all values are kept.
    ///
    /// - Returns: Whether the look saw as many values as there are.
    public mutating func refine(_ ranges: [ClosedRange<UInt64>], by look: consuming NumericalLook?) -> Bool {
        guard case .bucketed(var sample) = self, let finer = look?.finished() else { return true }
        guard sample.refine(ranges, by: finer) else { return false }
        self = .bucketed(sample)
        return true
    }
}
