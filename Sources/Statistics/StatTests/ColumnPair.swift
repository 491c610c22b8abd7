/// A column in reference and current, ready for any statistical test.
public enum ColumnPair: Sendable {
    case numerical(SamplePair)
    /// Numbers of which on a side, or both, only buckets are left.
    case bucketed(HistogramPair)
    case categorical(CategoryPair)
    case text(TextPair)

    /// The kind of the column.
    public var kind: ColumnKind {
        switch self {
        case .numerical, .bucketed: .numerical
        case .categorical: .categorical
        case .text: .text
        }
    }

    /// Values in the reference, missing and infinite ones left out.
    public var referenceCount: Int {
        switch self {
        case .numerical(let samples): samples.reference.count
        case .bucketed(let histograms): histograms.reference.count
        case .categorical(let counts): counts.referenceTotal
        case .text(let texts): texts.referenceCount
        }
    }

    /// Values in the current data, missing and infinite ones left out.
    public var currentCount: Int {
        switch self {
        case .numerical(let samples): samples.current.count
        case .bucketed(let histograms): histograms.current.count
        case .categorical(let counts): counts.currentTotal
        case .text(let texts): texts.currentCount
        }
    }

    /// Distinct values of both sides together; nil where buckets hold several.
    public var distinctCount: Int? {
        switch self {
        case .numerical(let samples): samples.distinctCount
        case .bucketed(let histograms): histograms.distinctCount
        case .categorical(let counts): counts.distinctCount
        case .text(let texts): texts.distinctCount
        }
    }

    /// Distinct values of both sides together; nil if they are more than `limit`, which is known sooner than how many.
    func distinctCount(upTo limit: Int) -> Int? {
        if case .numerical(let samples) = self { return samples.distinctCount(upTo: limit) }
        return distinctCount.flatMap { $0 <= limit ? $0 : nil }
    }

    /// Whether all values of both sides are one.
    var isConstant: Bool { distinctCount(upTo: 1) == 1 }

    /// The numbers of both sides; nil for a column that is not numerical.
    var numbers: NumberPair? {
        switch self {
        case .numerical(let samples): samples.numbers
        case .bucketed(let histograms): NumberPair(reference: histograms.reference, current: histograms.current)
        case .categorical, .text: nil
        }
    }

    /// The sorted samples; nil for a column that is not numerical, and where only buckets are left.
    public var samples: SamplePair? {
        guard case .numerical(let samples) = self else { return nil }
        return samples
    }

    /// The texts; nil for a column that is no text.
    public var texts: TextPair? {
        guard case .text(let texts) = self else { return nil }
        return texts
    }

    /// The counts of every value; of a numerical column, every distinct number is a category, of a text and of buckets
    /// that hold several numbers none is.
    public var categories: CategoryPair {
        switch self {
        case .numerical(let samples): CategoryPair(samples)
        case .bucketed(let histograms): histograms.categories ?? CategoryPair()
        case .categorical(let counts): counts
        case .text: CategoryPair()
        }
    }
}
