/// What an operator can say of an alert.
public enum EpisodeAction: String, Sendable, CaseIterable, Codable {
    case acknowledge
    case unacknowledge
    case markFalsePositive = "mark-false-positive"
    case unmarkFalsePositive = "unmark-false-positive"

    /// Whether it is too late for it once the alert is over.
    var needsOpenEpisode: Bool { self == .acknowledge || self == .unacknowledge }

    /// What the audit trail says where no reason is given.
    var past: String {
        switch self {
        case .acknowledge: "acknowledged"
        case .unacknowledge: "acknowledgment taken back"
        case .markFalsePositive: "marked as a false positive"
        case .unmarkFalsePositive: "no longer a false positive"
        }
    }

    /// What a button says.
    var title: String {
        switch self {
        case .acknowledge: "Acknowledge"
        case .unacknowledge: "Take the acknowledgment back"
        case .markFalsePositive: "False positive"
        case .unmarkFalsePositive: "No false positive"
        }
    }
}
