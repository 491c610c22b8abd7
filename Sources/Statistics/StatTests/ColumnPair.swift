/// A column in reference and current, ready for any statistical test.
public enum ColumnPair: Sendable {
    case numerical(SamplePair)
    case categorical(CategoryPair)
    case text(TextPair)

    /// The kind of the column.
    public var kind: ColumnKind {
        switch self {
        case .numerical: .numerical
        case .categorical: .categorical
        case .text: .text
        }
    }

    /// Values in the reference, missing and infinite ones left out.
    public var referenceCount: Int {
        switch self {
        case .numerical(let samples): samples.reference.count
        case .categorical(let counts): counts.referenceTotal
        case .text(let texts): texts.referenceCount
        }
    }

    /// Values in the current data, missing and infinite ones left out.
    public var currentCount: Int {
        switch self {
        case .numerical(let samples): samples.current.count
        case .categorical(let counts): counts.currentTotal
        case .text(let texts): texts.currentCount
        }
    }

    /// Distinct values of both sides together.
    public var distinctCount: Int {
        switch self {
        case .numerical(let samples): samples.distinctCount
        case .categorical(let counts): counts.distinctCount
        case .text(let texts): texts.distinctCount
        }
    }

    /// Distinct values of both sides together; nil if they are more than `limit`, which is known sooner than how many.
    func distinctCount(upTo limit: Int) -> Int? {
        if case .numerical(let samples) = self { return samples.distinctCount(upTo: limit) }
        return distinctCount <= limit ? distinctCount : nil
    }

    /// The sorted samples; nil for a column that is not numerical.
    public var samples: SamplePair? {
        guard case .numerical(let samples) = self else { return nil }
        return samples
    }

    /// The texts; nil for a column that is no text.
    public var texts: TextPair? {
        guard case .text(let texts) = self else { return nil }
        return texts
    }

    /// The counts of every value; of a numerical column, every distinct number is a category, of a text none is.
    public var categories: CategoryPair {
        switch self {
        case .numerical(let samples): CategoryPair(samples)
        case .categorical(let counts): counts
        case .text: CategoryPair()
        }
    }
}
