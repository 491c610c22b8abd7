/// A column in reference and current, ready for any statistical test.
public enum ColumnPair: Sendable {
    case numerical(SamplePair)
    case categorical(CategoryPair)

    /// The kind of the column.
    public var kind: ColumnKind {
        switch self {
        case .numerical: .numerical
        case .categorical: .categorical
        }
    }

    /// Values in the reference, missing and infinite ones left out.
    public var referenceCount: Int {
        switch self {
        case .numerical(let samples): samples.reference.count
        case .categorical(let counts): counts.referenceTotal
        }
    }

    /// Values in the current data, missing and infinite ones left out.
    public var currentCount: Int {
        switch self {
        case .numerical(let samples): samples.current.count
        case .categorical(let counts): counts.currentTotal
        }
    }

    /// Distinct values of both sides together.
    public var distinctCount: Int {
        switch self {
        case .numerical(let samples): samples.distinctCount
        case .categorical(let counts): counts.entries.count
        }
    }

    /// The sorted samples; nil for a column that is not numerical.
    public var samples: SamplePair? {
        guard case .numerical(let samples) = self else { return nil }
        return samples
    }

    /// The counts of every value; of a numerical column, every distinct number is a category.
    public var categories: CategoryPair {
        switch self {
        case .numerical(let samples):
            CategoryPair(reference: CategoryCounts(samples.reference), current: CategoryCounts(samples.current))
        case .categorical(let counts): counts
        }
    }
}
