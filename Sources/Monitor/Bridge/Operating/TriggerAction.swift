/// What an operator can do with a trigger.
public enum TriggerAction: String, Sendable, CaseIterable, Codable {
    case approve
    case reject
    case cancel
    case retry

    /// What the audit trail says where no reason is given.
    var past: String {
        switch self {
        case .approve: "approved"
        case .reject: "rejected"
        case .cancel: "cancelled"
        case .retry: "retried"
        }
    }

    /// The event that it is; stored with who caused it.
    func event(reason: String) -> TriggerEvent {
        switch self {
        case .approve: .approved(reason)
        case .reject: .rejected(reason)
        case .cancel: .stopped(reason)
        case .retry: .retried(reason)
        }
    }
}
