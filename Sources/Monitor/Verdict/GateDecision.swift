/// What the gate says of a challenger, and why.
public struct GateDecision: Sendable, Equatable, Codable {
    /// What follows from the comparison.
    public enum Outcome: String, Sendable, Codable {
        case promote
        case reject
        /// It cannot be told, and nothing may be promoted.
        case inconclusive
    }

    /// What follows.
    public let outcome: Outcome
    /// Why, one sentence for each cause.
    public let reasons: [String]
    /// What was compared.
    public let metrics: [MetricComparison]

    /// The reasons as one text.
    public var reason: String { reasons.joined(separator: "; ") }
}
