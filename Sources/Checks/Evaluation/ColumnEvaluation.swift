public import Statistics

/// Everything that checks may know of one column: summaries of both sides and the drift between them.
public struct ColumnEvaluation: Sendable, Equatable {
    public let name: String
    public let role: ColumnRole
    public let kind: ColumnKind
    /// nil where a side lacks the column.
    public let summaries: BothSides<ColumnSummary?>
    /// nil for numbers and texts, and where a side lacks the column.
    public let categories: CategorySummary?
    /// How many rows are not what is expected of them.
    public let conformity: ColumnConformity
    /// Words of a text column that no reference text has, as a share of all its words; of the reference, those of one
    /// text that no other has, which is what new texts are expected to bring. nil where that is not known.
    public let newWordShares: BothSides<Double>?
    /// nil where it does not apply (ids, points in time) or is undefined.
    public private(set) var drift: DriftResult?
    /// Why the column could not be evaluated, or not wholly.
    public let failures: [String]

    /// Evaluates a column from its profiles; an error stands for a profile that could not be made.
    public init(
        _ column: ColumnPlan.Column, profiles: consuming BothSides<Result<ColumnProfile, ColumnError>?>,
        of model: ModelDefinition
    ) {
        self.init(ColumnComparison(column, profiles: profiles, of: model))
    }

    /// Evaluates a column from its values.
    public init(_ comparison: ColumnComparison) {
        let (column, model, pair) = (comparison.column, comparison.model, comparison.pair)
        var failures = comparison.failures
        name = column.name
        role = column.role
        kind = comparison.kind
        summaries = comparison.sides.map { $0?.summary(of: model) }
        if case .categorical(let counts) = pair {
            categories = CategorySummary(counts, limit: model.limits.categories)
        } else {
            categories = nil
        }
        conformity = ColumnConformity(
            comparison.sides, kind: kind, categories: categories,
            expectation: model.expectations.first { $0.covers(column.name) })
        newWordShares = pair?.texts.flatMap(Self.newWordShares)
        drift =
            comparison.isCompared
            ? pair.flatMap { DriftResult($0, column: column.name, settings: model.drift) } : nil
        if comparison.isCompared, failures.isEmpty {
            failures +=
                drift.map { $0.reasonForNoVerdict.map { [$0] } ?? [] }
                ?? [Self.reasonAgainstDrift(comparison.sides, pair: pair, column.name, model.drift)]
        }
        self.failures = failures
    }

    /// The same without a comparison.
    var unjudged: ColumnEvaluation {
        var column = self
        column.drift = nil
        return column
    }

    /// Why there is no drift result though nothing went wrong.
    public var reasonForNoComparison: String {
        switch (role, kind) {
        case (.id, _), (.timestamp, _), (.user, _), (.item, _): "its role is \(role.rawValue)"
        default: "its kind is \(kind.rawValue)"
        }
    }

    private static func newWordShares(_ texts: TextPair) -> BothSides<Double>? {
        guard let expected = texts.expectedNewWordShare, let found = texts.newWordShare else { return nil }
        return BothSides(reference: expected, current: found)
    }

    private static func reasonAgainstDrift(
        _ sides: BothSides<ColumnValues?>, pair: ColumnPair?, _ column: String, _ settings: DriftSettings
    ) -> String {
        for side in DatasetSide.allCases {
            guard let found = sides[side] else { return "the \(side.rawValue) data lack the column" }
            if found.valueCount == 0 { return "the \(side.rawValue) data have no value in the column" }
        }
        guard let pair else { return "no test is defined for its values" }
        let test = settings.test(for: column, pair: pair)
        guard let count = pair.distinctCount else { return "the test \"\(test.name)\": \(ColumnError.onlyBuckets)" }
        return
            "the test \"\(test.name)\" is undefined for a \(pair.kind.rawValue) column with \(count) distinct values; "
            + "choose another one"
    }
}
