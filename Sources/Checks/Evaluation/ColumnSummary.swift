public import Statistics

/// What is kept of one column of one data set once its values are gone.
public struct ColumnSummary: Sendable, Equatable {
    public let missingCount: Int
    /// Infinite values; where the column is read as categories, both signs are taken for one value.
    public let infinite: InfiniteCounts
    /// Distinct values, infinite ones not among them; nil for texts and numbers that are too many to be kept.
    public let distinctCount: Int?
    /// Values: rows less missing and infinite ones.
    public let valueCount: Int
    /// How many rows the most frequent value has, if it has more than half of them; else those of some value. nil where
    /// buckets do not tell.
    public let majorityCount: Int?
    /// Whether the values were too many to be kept, so that only buckets are left of them.
    public let isBucketed: Bool
    /// Of numbers and points in time only.
    public let numbers: NumberSummary?
    /// Of texts only.
    public let texts: TextSummary?

    /// The share of rows from which on a column counts as almost constant, and two columns as almost duplicates.
    public static let almostAll = 0.95

    init(_ sample: NumberSample, missingCount: Int, infinite: InfiniteCounts, of model: ModelDefinition) {
        self.missingCount = missingCount
        self.infinite = infinite
        distinctCount = sample.distinctCount
        valueCount = sample.count
        majorityCount = sample.medianCount.map { max($0, infinite.negative, infinite.positive) }
        isBucketed = sample.isBucketed
        numbers = NumberSummary(sample, infinite: infinite, of: model)
        texts = nil
    }

    init(_ categories: CategoryCounts, missingCount: Int, infiniteCount: Int) {
        self.missingCount = missingCount
        infinite = InfiniteCounts(positive: infiniteCount)
        distinctCount = categories.distinctCount
        valueCount = categories.total
        majorityCount = max(categories.largestCount, infiniteCount)
        isBucketed = false
        numbers = nil
        texts = nil
    }

    init(_ profile: TextProfile, of model: ModelDefinition) {
        missingCount = profile.missingCount
        infinite = InfiniteCounts(positive: profile.infiniteCount)
        distinctCount = profile.distinctCount
        valueCount = profile.valueCount
        majorityCount = max(profile.mostFrequentCount, profile.infiniteCount)
        isBucketed = false
        numbers = nil
        texts = profile.summary(quantiles: model.statistics.quantiles)
    }

    /// Rows of the column.
    public var rowCount: Int { valueCount + infinite.total + missingCount }

    /// Whether there are rows and none has a value.
    public var isEmpty: Bool { rowCount > 0 && missingCount == rowCount }

    /// Whether there are rows and no two of them have different values; missing ones do not count.
    public var isConstant: Bool {
        guard rowCount > 0, let distinctCount else { return false }
        return distinctCount + min(1, infinite.negative) + min(1, infinite.positive) <= 1
    }

    /// Whether at least ``almostAll`` of the rows have the same value.
    public var isAlmostConstant: Bool {
        guard rowCount > 0, let majorityCount else { return false }
        return Double(majorityCount) / Double(rowCount) >= Self.almostAll
    }
}
