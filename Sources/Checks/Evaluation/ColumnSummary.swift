import Statistics

/// What is kept of one column of one data set once its values are gone.
public struct ColumnSummary: Sendable, Equatable {
    public let missingCount: Int
    public let infiniteCount: Int
    /// Distinct values.
    public let distinctCount: Int
    /// Values: rows less missing and infinite ones.
    public let valueCount: Int
    /// Of numbers and points in time only.
    public let numbers: NumberSummary?

    /// The usual statistics of numbers, in the unit of the column; points in time in seconds.
    public struct NumberSummary: Sendable, Equatable {
        public let minimum: Double
        public let maximum: Double
        /// nil where sums exceed the largest number.
        public let mean: Double?
        /// With divisor n − 1; nil for a single value, and where squares exceed the largest number.
        public let standardDeviation: Double?
        /// The 25th, 50th and 75th percentile.
        public let quartiles: [Double]
    }

    init(_ counts: (missing: Int, infinite: Int), sample: SortedSample?, categories: CategoryCounts?) {
        missingCount = counts.missing
        infiniteCount = counts.infinite
        distinctCount = sample?.distinctCount ?? categories?.entries.count ?? 0
        valueCount = sample?.count ?? categories?.total ?? 0
        numbers = sample.flatMap(Self.numbers)
    }

    private static func numbers(_ sample: SortedSample) -> NumberSummary? {
        guard let minimum = sample.minimum, let maximum = sample.maximum else { return nil }
        return NumberSummary(
            minimum: minimum, maximum: maximum, mean: sample.mean, standardDeviation: sample.standardDeviation,
            quartiles: [0.25, 0.5, 0.75].compactMap(sample.quantile))
    }
}
