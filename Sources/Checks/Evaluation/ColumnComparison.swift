public import Statistics

/// The values of a column in reference and current, ready to be evaluated.
///
/// Where only buckets are left of the values, it says which of them hide what the evaluation is going to ask, so that
/// the column can be read again with an eye to these alone.
public struct ColumnComparison: Sendable {
    let column: ColumnPlan.Column
    let model: ModelDefinition
    private(set) var sides = BothSides<ColumnValues?>(reference: nil, current: nil)
    let kind: ColumnKind
    private(set) var pair: ColumnPair?
    /// Why values could not be read or compared.
    private(set) var failures: [String] = []

    /// More distinct integers than this are numbers, not categories.
    private static let mostIntegerCategories = 10

    /// Takes the values out of profiles; an error stands for a profile that could not be made.
    public init(
        _ column: ColumnPlan.Column, profiles: consuming BothSides<Result<ColumnProfile, ColumnError>?>,
        of model: ModelDefinition
    ) {
        self.column = column
        self.model = model
        let isText = column.isInferred && Self.resemblesText(&profiles)
        for side in DatasetSide.allCases {
            let profile = profiles[side]
            profiles[side] = nil
            switch consume profile {
            case .success(var profile):
                do {
                    if isText { try profile.becomeText() }
                    sides[side] = try ColumnValues(consume profile)
                } catch {
                    failures.append("\(side.rawValue): \(error)")
                }
            case .failure(let error): failures.append("\(side.rawValue): \(error)")
            case nil: break
            }
        }
        kind = isText ? .text : Self.kind(of: column, sides)
        do {
            pair = try Self.pair(sides, kind: kind)
        } catch {
            failures.append("\(error)")
        }
        takeSamples()
    }

    /// The name of the column.
    public var columnName: String { column.name }

    /// Whether only buckets are left of the values of a side.
    public var holdsBuckets: Bool {
        DatasetSide.allCases.contains { sides[$0]?.sample?.isBucketed ?? false }
    }

    /// Whether drift of the column is measured.
    var isCompared: Bool { column.role.isCompared && kind != .datetime }

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

    /// Integers with few distinct values are categories; the current data decide here, too. Buckets tell few from many.
    private static func kind(of column: ColumnPlan.Column, _ sides: BothSides<ColumnValues?>) -> ColumnKind {
        guard column.isInferred, let sample = (sides.current ?? sides.reference)?.sample else { return column.kind }
        let isFew = sample.distinctCount.map { $0 <= mostIntegerCategories } ?? false
        return sample.isInteger && isFew ? .categorical : column.kind
    }

    private static func pair(_ sides: BothSides<ColumnValues?>, kind: ColumnKind) throws(ColumnError) -> ColumnPair? {
        guard let reference = sides.reference, let current = sides.current else { return nil }
        if kind != .categorical, let left = reference.sample, let right = current.sample {
            guard case (.sorted(let left), .sorted(let right)) = (left, right) else {
                return HistogramPair(reference: left, current: right).map(ColumnPair.bucketed)
            }
            return SamplePair(reference: left, current: right).map(ColumnPair.numerical)
        }
        if let left = reference.texts, let right = current.texts {
            return TextPair(reference: left, current: right).map(ColumnPair.text)
        }
        guard reference.valueCount > 0, current.valueCount > 0 else { return nil }
        return .categorical(
            try CategoryPair(reference: try reference.categoryCounts(), current: try current.categoryCounts()))
    }

    /// Keeps the buckets of the pair as those of the sides.
    private mutating func takeSamples() {
        guard case .bucketed(let histograms) = pair else { return }
        if histograms.reference.isBucketed { sides.reference?.sample = histograms.reference }
        if histograms.current.isBucketed { sides.current?.sample = histograms.current }
    }
}

extension ColumnComparison {
    /// The keys, ascending and apart, where a closer look would answer what is still open; none where nothing is.
    public var openRanges: BothSides<[ClosedRange<UInt64>]> {
        guard kind != .datetime else { return BothSides(reference: [], current: []) }
        let ranges = BothSides(
            reference: sides.reference?.sample.map { $0.openRanges(questions(.reference, $0)) } ?? [],
            current: sides.current?.sample.map { $0.openRanges(questions(.current, $0)) } ?? [])
        guard let pair, case .bucketed(let histograms) = pair else { return ranges }
        var open = ranges.reference + ranges.current
        if isCompared {
            let test = model.drift.test(for: column.name, pair: pair)
            open += test.openRanges(histograms, settings: model.drift.testSettings)
        }
        let cells = histograms.wholeCells(open)
        return BothSides(reference: cells, current: cells)
    }

    /// What the evaluation is going to ask of the values of one side.
    private func questions(_ side: DatasetSide, _ sample: NumberSample) -> SampleQuestions {
        var questions = SampleQuestions()
        let infinite = sides[side]?.infinite ?? InfiniteCounts()
        let extended = ExtendedSample(sample, infinite: infinite, of: model)
        let quartiles = ExtendedSample(sample, infinite: InfiniteCounts())
        questions.places =
            model.statistics.quantiles.flatMap(extended.places) + [0.25, 0.75].flatMap(quartiles.places)
        var limits: [Double?] = []
        let expectation = model.expectations.first { $0.covers(column.name) }
        if let range = expectation?.range { limits += [range.lowerBound, range.upperBound] }
        limits += expectation?.values?.map(\.number) ?? []
        questions.bounds = OutlierFences.bounds(sample)
        if side == .current, let reference = sides.reference?.sample {
            limits += [reference.minimum, reference.maximum]
            questions.bounds += OutlierFences.bounds(reference)
        }
        questions.bounds += limits.compactMap { $0.flatMap { $0.isFinite ? $0...$0 : nil } }
        return questions
    }

    /// Begins closer looks; nil for a side whose values are kept.
    public func looks(
        at ranges: BothSides<[ClosedRange<UInt64>]>, limits: BucketLimits
    ) -> BothSides<NumericalLook?> {
        func look(_ side: DatasetSide) -> NumericalLook? {
            ranges[side].isEmpty ? nil : sides[side]?.sample?.look(at: ranges[side], limits: limits)
        }
        return BothSides(reference: look(.reference), current: look(.current))
    }

    /// Takes in what the closer looks have found.
    ///
    /// - Returns: The side, if there is one, of which the look saw other values than the first one.
    public mutating func refine(
        _ ranges: BothSides<[ClosedRange<UInt64>]>, by looks: consuming BothSides<NumericalLook?>
    ) -> DatasetSide? {
        guard case .bucketed(var histograms) = pair else {
            for side in DatasetSide.allCases {
                guard sides[side]?.sample?.refine(ranges[side], by: looks[side].take()) ?? true else { return side }
            }
            return nil
        }
        // Taken out, so that the buckets have one owner while they change.
        pair = nil
        defer {
            pair = .bucketed(histograms)
            takeSamples()
        }
        guard histograms.refineReference(ranges.reference, by: looks.reference.take()) else { return .reference }
        guard histograms.refineCurrent(ranges.current, by: looks.current.take()) else { return .current }
        return nil
    }
}
