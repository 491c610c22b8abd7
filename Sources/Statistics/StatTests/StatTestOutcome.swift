/// What a statistical test found.
public struct StatTestOutcome: Sendable, Equatable {
    /// The test's statistic or distance: larger means more drift. Where only bounds are known, what is in their middle.
    public let score: Double
    /// How far the score may be off; nil where it is exact.
    public let scoreError: Double?
    /// The probability of a score at least this large without drift, where the test has one; where only bounds are known,
    /// the larger one.
    public let pValue: Double?
    /// The smaller bound of the p-value; the p-value where it is exact.
    let leastPValue: Double?

    /// Makes an exact outcome.
    public init(score: Double, pValue: Double? = nil) {
        self.score = score
        scoreError = nil
        self.pValue = pValue
        leastPValue = pValue
    }

    /// An outcome whose numbers lie between the smallest and the largest of others, of which there must be one.
    init(among outcomes: [StatTestOutcome]) {
        let scores = outcomes.map(\.score)
        let (least, most) = (scores.min() ?? .nan, scores.max() ?? .nan)
        // Evidently has infinite scores, too.
        let middle = least == most ? least : least + (most - least) / 2
        score = middle
        // Rounding the middle must not leave an end outside.
        scoreError = least == most ? nil : max(most - middle, middle - least).nextUp
        let values = outcomes.compactMap(\.pValue)
        pValue = values.max()
        leastPValue = values.min()
    }

    /// A score within bounds, and p-values that belong to the ends.
    init(_ bounds: ScoreBounds, pValue: (Double) -> Double? = { _ in nil }) {
        self.init(
            among: [bounds.lower, bounds.upper].map { StatTestOutcome(score: $0, pValue: pValue($0)) })
    }

    /// A column with one value on both sides: it cannot drift.
    static let unchanged = StatTestOutcome(score: 0, pValue: 1)
    /// A column with one value on each side and not the same: nothing could be further apart, in units of the spread
    /// within the sides.
    static let apart = StatTestOutcome(score: .greatestFiniteMagnitude, pValue: 0)
}
