/// What an operator may have said of an episode, as a filter.
enum EpisodeMark: String, Sendable, CaseIterable {
    /// Somebody looks after it.
    case acknowledged
    /// Nobody does.
    case unacknowledged
    /// There was nothing wrong.
    case falsePositive = "false_positive"

    /// The condition on a row.
    var condition: String {
        switch self {
        case .acknowledged: "acknowledged_at IS NOT NULL"
        case .unacknowledged: "acknowledged_at IS NULL"
        case .falsePositive: "false_positive_at IS NOT NULL"
        }
    }
}
