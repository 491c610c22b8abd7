/// One metric of champion and challenger, and what the rule for it says.
public struct MetricComparison: Sendable, Equatable, Codable {
    /// The metric.
    public let name: String
    /// Which way it gets better.
    public let direction: MetricDirection
    /// The champion's value.
    public let champion: Double
    /// The challenger's value.
    public let challenger: Double
    /// How much better the challenger is, as a difference or as a share of the champion's value.
    public let gain: Double
    /// Whether the gain is a share.
    public let isRelative: Bool
    /// Whether the goal is reached; nil for a guard.
    public let isGoalReached: Bool?
    /// Whether the challenger is worse than allowed.
    public let isRegression: Bool

    private enum CodingKeys: String, CodingKey {
        case name, direction, champion, challenger, gain
        case isRelative = "relative"
        case isGoalReached = "goal_reached"
        case isRegression = "regression"
    }
}
