/// When an outcome means drift: data on the test, not code in it.
public struct Decision: Sendable, Equatable {
    /// Which of the two numbers of an outcome decides.
    public enum Basis: String, Sendable {
        case pValue = "p_value"
        case score
    }

    /// Which side of the threshold is drift.
    public enum Side: Sendable {
        case below, atOrBelow, above, atOrAbove
    }

    public let basis: Basis
    public let side: Side
    /// The threshold where the configuration names none.
    public let defaultThreshold: Double

    /// Drift where the p-value is below the threshold.
    public static func pValueBelow(_ threshold: Double) -> Decision {
        Decision(basis: .pValue, side: .below, defaultThreshold: threshold)
    }

    /// Drift where the p-value is at or below the threshold.
    public static func pValueAtOrBelow(_ threshold: Double) -> Decision {
        Decision(basis: .pValue, side: .atOrBelow, defaultThreshold: threshold)
    }

    /// Drift where the score reaches the threshold.
    public static func scoreAtOrAbove(_ threshold: Double) -> Decision {
        Decision(basis: .score, side: .atOrAbove, defaultThreshold: threshold)
    }

    /// Drift where the score exceeds the threshold.
    public static func scoreAbove(_ threshold: Double) -> Decision {
        Decision(basis: .score, side: .above, defaultThreshold: threshold)
    }

    /// The number of an outcome that decides.
    public func decidingValue(of outcome: StatTestOutcome) -> Double? {
        basis == .score ? outcome.score : outcome.pValue
    }

    /// Whether an outcome is drift; nil where the deciding number does not exist, or where it may be on either side of the
    /// threshold.
    public func isDrift(_ outcome: StatTestOutcome, threshold: Double) -> Bool? {
        let answers = Set(extremes(of: outcome).map { isDrift($0, threshold) })
        return answers.count == 1 ? answers.first : nil
    }

    /// Between what the deciding number lies; none where it does not exist.
    private func extremes(of outcome: StatTestOutcome) -> [Double] {
        let error = outcome.scoreError ?? 0
        let values: [Double?] =
            basis == .score
            ? [outcome.score - error, outcome.score + error] : [outcome.leastPValue, outcome.pValue]
        return values.compactMap { $0.flatMap { $0.isNaN ? nil : $0 } }
    }

    private func isDrift(_ value: Double, _ threshold: Double) -> Bool {
        switch side {
        case .below: value < threshold
        case .atOrBelow: value <= threshold
        case .above: value > threshold
        case .atOrAbove: value >= threshold
        }
    }
}
