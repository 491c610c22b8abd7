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
    /// The run succeeded, and what it made is judged.
    case verifying
    /// All went well; the subject stays suppressed while the alert's window still holds old data.
    case settling
    /// The engine may have started a run that cannot be found: a person decides.
    case unknown
    case succeeded
    /// A person turned the trigger down, or the new model was not better.
    case rejected
    case failed
    case cancelled
    /// The engine refused it for good, or could not be reached within the limits; nothing was started.
    case dead
    /// The engine no longer knows the run.
    case lost

    /// Those after which something follows.
    static let unfinished = allCases.filter { !$0.isTerminal }
    /// Those of a trigger that its engine has not got.
    static let pending: [TriggerState] = [.held, .awaitingApproval, .queued]

    /// Whether nothing follows any more.
    var isTerminal: Bool {
        switch self {
        case .held, .awaitingApproval, .queued, .dispatching, .running, .verifying, .settling, .unknown: false
        case .succeeded, .rejected, .failed, .cancelled, .dead, .lost: true
        }
    }
}
