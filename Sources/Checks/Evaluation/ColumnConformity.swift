import Statistics

/// How many rows of a column are not what is expected of them.
///
/// What is expected says the configuration, of both data sets. Where it says nothing, the reference does, of the current
/// data: numbers between its smallest and its largest, categories that it has.
public struct ColumnConformity: Sendable, Equatable {
    /// Rows with a number outside of the range, infinite ones among them; nil where there is nothing to judge by.
    public let rowsOutOfRange: BothSides<Int?>
    /// Rows with a value that is not on the list; nil where there is nothing to judge by.
    public let rowsOutOfList: BothSides<Int?>
    /// Categories of the current data that the reference lacks; nil where the column is not categorical.
    public let newCategoryCount: Int?
    /// Rows of the current data beyond the outlier fences of the reference; nil where the column is not numerical.
    public let rowsBeyondReferenceFences: Int?
    /// Why an expectation makes no sense for the column; nil where it does.
    let failure: String?

    init(
        _ values: BothSides<ColumnValues?>, kind: ColumnKind, categories: CategorySummary?,
        expectation: ColumnExpectation?
    ) {
        let numbers = kind == .numerical ? values : BothSides(reference: nil, current: nil)
        if let range = expectation?.range {
            rowsOutOfRange =
                kind == .datetime ? numbers.map { _ in nil } : values.map { $0.flatMap { $0.count(outside: range) } }
        } else {
            let range = numbers.reference?.range
            rowsOutOfRange = BothSides(reference: nil, current: numbers.current.flatMap { $0.count(outside: range) })
        }
        if let list = expectation?.values {
            rowsOutOfList = values.map { $0.flatMap { $0.count(notIn: list) } }
        } else {
            let infiniteCount = values.current?.infinite.total ?? 0
            rowsOutOfList = BothSides(reference: nil, current: categories.map { $0.newRowCount + infiniteCount })
        }
        newCategoryCount = categories?.newCount
        rowsBeyondReferenceFences = numbers.current.flatMap { $0.count(beyondFencesOf: numbers.reference) }
        let isJudged = rowsOutOfRange.current != nil || rowsOutOfRange.reference != nil
        failure =
            expectation?.range == nil || isJudged ? nil : "a range is expected of it, but it does not hold numbers"
    }
}

extension ColumnValues {
    /// From the least to the largest finite number; nil where there is none.
    fileprivate var range: ClosedRange<Double>? {
        guard let minimum = sample?.minimum, let maximum = sample?.maximum else { return nil }
        return minimum...maximum
    }

    fileprivate func count(outside range: ClosedRange<Double>?) -> Int? {
        guard let range, let sample, let within = sample.count(in: range) else { return nil }
        return sample.count - within + (range.contains(-.infinity) ? 0 : infinite.negative)
            + (range.contains(.infinity) ? 0 : infinite.positive)
    }

    fileprivate func count(notIn list: [Category]) -> Int? {
        if let sample {
            let counts = Set(list.compactMap(\.number)).map { sample.count(of: $0) }
            guard !counts.contains(nil) else { return nil }
            return sample.count - counts.reduce(0) { $0 + ($1 ?? 0) } + infinite.total
        }
        return (try? categoryCounts()).map { $0.count(notIn: list) + infinite.total }
    }

    fileprivate func count(beyondFencesOf reference: ColumnValues?) -> Int? {
        guard let sample, let fences = reference?.sample.flatMap(OutlierFences.init) else { return nil }
        return fences.outlierCount(sample, infinite: infinite)
    }
}

extension Category {
    /// The number that it is or is written as; nil for other texts.
    var number: Double? {
        switch self {
        case .boolean(let value): value ? 1 : 0
        case .integer(let value): Double(value)
        case .real(let value): value
        case .text: Double(label)
        }
    }
}
