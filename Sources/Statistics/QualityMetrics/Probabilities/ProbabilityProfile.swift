/// What one pass over predicted probabilities, and true labels where there are any, leaves.
///
/// Rows in which a probability is missing or infinite are left out, and so are rows without a true label where truth
/// matters. Memory: 8 bytes for each row and column of probabilities, up to a limit.
public struct ProbabilityProfile: JointProfile {
    private let layout: ProbabilityLayout
    private let lowConfidence: Double
    private let compatibility: Compatibility

    private var targets = CategoryEncoder()
    /// For each code of `targets`, the place of the label among those of the layout.
    private var places: [Int32] = []
    /// How often each label, by its code, came with each prediction.
    private var predictions = PairCounts()
    private var scores: [RankedScores]
    private var losses = ProbabilityLosses()
    private var confidence = ConfidenceTally()

    // Kept for the next batch.
    private var rows: ProbabilityRows
    private var codes: [Int32] = []
    private var buffer: [UInt64] = []

    /// Makes an empty profile.
    ///
    /// - Parameters:
    ///   - lowConfidence: Predictions with less confidence are counted as low.
    ///   - spill: Where scores go that are too many for memory; nil for no limit.
    public init(
        _ layout: ProbabilityLayout, lowConfidence: Double = 0.7, compatibility: Compatibility = .none,
        spill: (any KeySpill)? = nil
    ) {
        self.layout = layout
        self.lowConfidence = lowConfidence
        self.compatibility = compatibility
        scores = layout.labels.map { _ in RankedScores(spill: spill) }
        rows = ProbabilityRows(layout)
    }

    /// Adds the rows of the columns of probabilities, in the order of the layout, and of a target column after them if
    /// there is one.
    ///
    /// - Throws: ``ColumnError/unsupported(_:)`` if a probability is no number, or if there are more distinct labels than
    ///   ``ConfusionProfile/mostLabels``.
    public mutating func update(_ columns: [Column]) throws(ColumnError) {
        try rows.read(columns.prefix(scores.count))
        confidence.add(rows.confidences, lowBelow: lowConfidence)
        guard columns.count > scores.count else { return }
        try targets.encode(columns[scores.count], into: &codes)
        try placeLabels()
        let truths = truths()
        predictions.add(codes, rows.predictions, counts: (targets.count, max(scores.count, 2)))
        for label in scores.indices {
            try scores[label].add(rows.probabilities[label], of: label, truths: truths, buffer: &buffer)
        }
        losses.add(rows, truths: truths, isBinary: isBinary)
    }

    /// Adds the rows of another profile of the same layout.
    ///
    /// - Throws: ``ColumnError/unsupported(_:)`` if there are too many labels together.
    public mutating func merge(_ other: ProbabilityProfile) throws(ColumnError) {
        let otherCodes = targets.codes(of: other.targets)
        try placeLabels()
        for (code, prediction, count) in other.predictions.pairs {
            predictions.add(count, Int(otherCodes[code]), prediction)
        }
        for label in scores.indices { try scores[label].merge(other.scores[label]) }
        losses.merge(other.losses)
        confidence.merge(other.confidence)
    }

    /// What the rows amount to.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    public consuming func summary() throws(ColumnError) -> ProbabilitySummary {
        let (matrix, negativeLabel) = (matrix, negativeLabel)
        var areas: [ProbabilitySummary.LabelArea] = []
        for (place, label) in layout.labels.enumerated() {
            let found = try scores[place].takeAreas(withComplement: isBinary && compatibility == .evidently)
            areas.append(ProbabilitySummary.LabelArea(label: label, area: found?.area))
            if isBinary {
                areas.append(ProbabilitySummary.LabelArea(label: negativeLabel, area: found?.complement))
            }
        }
        return ProbabilitySummary(
            matrix: matrix, areas: areas, isBinary: isBinary, losses: losses, confidence: confidence)
    }
}

extension ProbabilityProfile {
    private var isBinary: Bool {
        if case .binary = layout { true } else { false }
    }

    /// Finds the places of labels that are new.
    private mutating func placeLabels() throws(ColumnError) {
        guard targets.count <= ConfusionProfile.mostLabels else {
            throw .unsupported("a column of more than \(ConfusionProfile.mostLabels) labels")
        }
        for code in places.count..<targets.count {
            let label = targets.category(code)
            let place = layout.labels.firstIndex { $0.isSameLabel(as: label) }
            places.append(place.map(Int32.init) ?? ProbabilityRows.unknown)
        }
    }

    /// The true label of each row of the batch; rows that lack a probability lose their code.
    private mutating func truths() -> [Int32] {
        var truths = [Int32](repeating: ProbabilityRows.leftOut, count: codes.count)
        for row in codes.indices where codes[row] >= 0 {
            if rows.confidences[row].isNaN {
                codes[row] = CategoryEncoder.missing
            } else {
                truths[row] = places[Int(codes[row])]
            }
        }
        return truths
    }

    /// Labels predicted from probabilities against true ones.
    private var matrix: ConfusionMatrix {
        let names = layout.labels + [negativeLabel]
        return ConfusionMatrix(predictions.pairs.map { (targets.category($0.first), names[$0.second], $0.count) })
    }

    /// What a binary classification predicts where it does not predict the positive label: the most frequent other
    /// label.
    private var negativeLabel: Category {
        guard let positive = layout.labels.first else { return .boolean(false) }
        var counts: [Int: Int] = [:]
        for pair in predictions.pairs where places[pair.first] == ProbabilityRows.unknown {
            counts[pair.first, default: 0] += pair.count
        }
        let others = CategoryCounts(counts.map { (targets.category($0.key), $0.value) }).entries
        let mostFrequent = others.max { $0.count == $1.count ? $0.category > $1.category : $0.count < $1.count }
        return mostFrequent?.category ?? positive.opposite
    }
}

extension Category {
    /// A label that is not this one.
    fileprivate var opposite: Category {
        switch self {
        case .boolean(let value): .boolean(!value)
        case .integer(let value): .integer(value == 0 ? 1 : 0)
        case .real: .integer(0)
        case .text: Category("not \(label)")
        }
    }
}
