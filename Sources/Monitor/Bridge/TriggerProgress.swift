import Foundation

/// How far a trigger is: the part of its row that events change.
struct TriggerProgress: Sendable, Equatable {
    var state: TriggerState
    /// Why it is in this state; shown to people and stored for ever.
    var reason: String
    /// When a worker should look at it again; nil if never.
    var dueAt: Date?
    /// Starts tried so far.
    var attempts = 0
    /// Looks at the run so far.
    var polls = 0
    var run: EngineRun?
    /// When the run was first found missing.
    var missingSince: Date?

    /// The same trigger in another state.
    func moved(to state: TriggerState, _ reason: String, due: Date? = nil) -> TriggerProgress {
        var next = self
        next.state = state
        next.reason = reason
        next.dueAt = due
        return next
    }
}
