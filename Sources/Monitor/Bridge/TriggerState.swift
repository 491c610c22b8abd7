/// Where a trigger stands between the decision and the end of its run.
enum TriggerState: String, Sendable, Codable, CaseIterable {
    /// Waits for the alert to resolve by itself.
    case held
    /// Waits for a person.
    case awaitingApproval = "awaiting_approval"
    /// Is to be started.
    case queued
    /// Is being started; the engine may or may not have taken it.
    case dispatching
    /// The engine has it.
    case running
    case succeeded
    case failed
    case cancelled
    /// The engine refused it for good, or could not be reached within the limits.
    case dead
    /// The engine no longer knows the run.
    case lost

    /// Whether nothing follows any more.
    var isTerminal: Bool {
        switch self {
        case .held, .awaitingApproval, .queued, .dispatching, .running: false
        case .succeeded, .failed, .cancelled, .dead, .lost: true
        }
    }
}
