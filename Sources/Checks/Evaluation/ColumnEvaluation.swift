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

    /// More distinct integers than this are numbers, not categories.
    private static let mostIntegerCategories = 10

    /// Evaluates a column from its profiles; an error stands for a profile that could not be made.
    public init(
        _ column: ColumnPlan.Column, profiles: consuming BothSides<Result<ColumnProfile, ColumnError>?>,
        of model: ModelDefinition
    ) {
        var failures: [String] = []
        var sides = BothSides<ColumnValues?>(reference: nil, current: nil)
        let isText = column.isInferred && Self.resemblesText(&profiles)
        for side in DatasetSide.allCases {
            let profile = profiles[side]
            profiles[side] = nil
            switch consume profile {
            case .success(var profile):
                do {
                    if isText { try profile.becomeText() }
                    sides[side] = try ColumnValues(consume profile, of: model)
                } catch {
                    failures.append("\(side.rawValue): \(error)")
                }
            case .failure(let error): failures.append("\(side.rawValue): \(error)")
            case nil: break
            }
        }
        name = column.name
        role = column.role
        summaries = sides.map { $0?.summary }
        kind = isText ? .text : Self.kind(of: column, sides)
        var pair: ColumnPair?
        do {
            pair = try Self.pair(sides, kind: kind)
        } catch {
            failures.append("\(error)")
        }
        if case .categorical(let counts) = pair {
            categories = CategorySummary(counts, limit: model.limits.categories)
        } else {
            categories = nil
        }
        conformity = ColumnConformity(
            sides, kind: kind, categories: categories,
            expectation: model.expectations.first { $0.covers(column.name) })
        newWordShares = pair?.texts.flatMap(Self.newWordShares)
        let isCompared = column.role.isCompared && kind != .datetime
        drift = isCompared ? pair.flatMap { DriftResult($0, column: column.name, settings: model.drift) } : nil
        if isCompared, failures.isEmpty, drift == nil {
            failures.append(Self.reasonAgainstDrift(sides, pair: pair, column.name, model.drift))
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

    /// Strings that hardly repeat are text. What the current data show decides, as it does in Evidently.
    private static func resemblesText(_ profiles: inout BothSides<Result<ColumnProfile, ColumnError>?>) -> Bool {
        for side in DatasetSide.allCases.reversed() {
            guard case .success(var profile) = profiles[side].take() else { continue }
            do {
                let resemblesText = try profile.resemblesText()
                profiles[side] = .success(profile)
                return resemblesText
            } catch {
                profiles[side] = .failure(error)
            }
        }
        return false
    }

    /// Integers with few distinct values are categories; the current data decide here, too.
    private static func kind(of column: ColumnPlan.Column, _ sides: BothSides<ColumnValues?>) -> ColumnKind {
        guard column.isInferred, let sample = (sides.current ?? sides.reference)?.sample else { return column.kind }
        return sample.isInteger && sample.distinctCount <= mostIntegerCategories ? .categorical : column.kind
    }

    private static func pair(_ sides: BothSides<ColumnValues?>, kind: ColumnKind) throws(ColumnError) -> ColumnPair? {
        guard let reference = sides.reference, let current = sides.current else { return nil }
        if kind != .categorical, let left = reference.sample, let right = current.sample {
            return SamplePair(reference: left, current: right).map(ColumnPair.numerical)
        }
        if let left = reference.texts, let right = current.texts {
            return TextPair(reference: left, current: right).map(ColumnPair.text)
        }
        guard reference.summary.valueCount > 0, current.summary.valueCount > 0 else { return nil }
        return .categorical(try CategoryPair(reference: reference.categoryCounts, current: current.categoryCounts))
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
            if found.summary.valueCount == 0 { return "the \(side.rawValue) data have no value in the column" }
        }
        guard let pair else { return "no test is defined for its values" }
        return
            "the test \"\(settings.test(for: column, pair: pair).name)\" is undefined for a \(pair.kind.rawValue) column "
            + "with \(pair.distinctCount) distinct values; choose another one"
    }
}
