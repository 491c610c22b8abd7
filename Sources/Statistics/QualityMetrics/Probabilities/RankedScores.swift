/// The scores of one label, apart by whether a row has the label: all that the area under the ROC curve depends on.
///
/// 8 bytes a row, up to a limit; beyond it the scores are in a file. Merges by joining.
struct RankedScores: Sendable {
    private var positives: SpillingKeys
    private var negatives: SpillingKeys

    /// - Parameter spill: Where scores go that are too many for memory; nil for no limit.
    init(spill: (any KeySpill)?) {
        positives = SpillingKeys(spill: spill)
        negatives = SpillingKeys(spill: spill)
    }

    /// Adds those rows whose true label is known.
    ///
    /// - Parameters:
    ///   - label: The place of the label whose scores these are.
    ///   - buffer: Memory to reuse between calls.
    mutating func add(
        _ scores: [Double], of label: Int, truths: [Int32], buffer: inout [UInt64]
    ) throws(ColumnError) {
        if buffer.count < scores.count { buffer = [UInt64](repeating: 0, count: scores.count) }
        // Positives from the front, negatives from the back, without branches on the data: a key is written to both
        // ends, and one of the two moves on.
        var (front, back) = (0, buffer.count - 1)
        for row in scores.indices where truths[row] != ProbabilityRows.leftOut {
            let key = OrderedKey.of(scores[row])
            let isPositive = (Int(truths[row]) == label).bit
            buffer[front] = key
            buffer[back] = key
            front &+= isPositive
            back &-= 1 &- isPositive
        }
        try Self.append(buffer[..<front], to: &positives)
        try Self.append(buffer[(back + 1)...], to: &negatives)
    }

    /// Adds the rows of another.
    mutating func merge(_ other: RankedScores) throws(ColumnError) {
        try positives.append(contentsOf: other.positives)
        try negatives.append(contentsOf: other.negatives)
    }

    /// The share of pairs of a row with the label and one without in which the former has the higher score, ties
    /// counted half: the area under the ROC curve. nil where every row has the label, or none. Leaves no scores.
    ///
    /// - Parameter withComplement: Whether the area of the opposite label with the scores 1 − p is wanted too. It is
    ///   the same but for scores so small that 1 − p is rounded to one number.
    mutating func takeAreas(withComplement: Bool) throws(ColumnError) -> (area: Double, complement: Double)? {
        let (positives, negatives) = (try positives.takeSorted(), try negatives.takeSorted())
        guard !positives.isEmpty, !negatives.isEmpty else { return nil }
        let pairs = 2 * Double(positives.count) * Double(negatives.count)
        let area = Double(OrderedPairs.doubledWins(of: positives, over: negatives)) / pairs
        guard withComplement else { return (area, area) }
        // 1 − p falls where p rises; its key, inverted, rises with it.
        let wins = OrderedPairs.doubledWins(of: positives, over: negatives) { ~OrderedKey.of(1 - OrderedKey.real($0)) }
        return (area, Double(wins) / pairs)
    }

    private static func append(_ buffer: ArraySlice<UInt64>, to keys: inout SpillingKeys) throws(ColumnError) {
        keys.append(addingCapacity: buffer.count) { output in
            for key in buffer { output.append(key) }
        }
        try keys.settle()
    }
}
