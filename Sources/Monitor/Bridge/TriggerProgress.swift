import Foundation

/// How far a trigger is: the part of its row that events change.
struct TriggerProgress: Sendable, Equatable {
    var state: TriggerState
    /// Why it is in this state; shown to people and stored for ever.
    var reason: String
    /// When a worker should look at it again; nil if never.
    var dueAt: Date?
    /// Grows only when somebody deliberately runs it again.
    var attempt = 1
    /// Starts tried so far in this attempt.
    var attempts = 0
    /// Whether the engine may have started a run that we do not know of.
    var mayHaveStarted = false
    /// Whether a call before the last one left that open.
    var wasInDoubt = false
    /// When the engine was first called of the calls that may have started a run.
    var firstCalledAt: Date?
    /// Looks at the run so far.
    var polls = 0
    var run: EngineRun?
    /// When the engine took the run.
    var startedAt: Date?
    /// When the run was first seen to have begun, after it waited at the engine.
    var begunAt: Date?
    /// When the run was first found missing.
    var missingSince: Date?
    /// When the run was found to have ended.
    var runEndedAt: Date?
    /// What the run gave back, by name.
    var output: [String: String] = [:]
    /// How far the judgement of what the run made is; nil where the policy has none.
    var verdict: VerdictProgress?
    /// Since when every alert behind it is over; nil while one fires.
    var resolvedAt: Date?
    /// Why the end of the run was asked for; nil if it was not.
    var cancelCause: CancelCause?
    var cancelAskedAt: Date?

    /// The same trigger in another state.
    func moved(to state: TriggerState, _ reason: String, due: Date? = nil) -> TriggerProgress {
        var next = self
        next.state = state
        next.reason = reason
        next.dueAt = due
        return next
    }

    /// The same trigger in the same state, to be looked at again.
    func waiting(_ reason: String, until due: Date?) -> TriggerProgress {
        moved(to: state, reason, due: due)
    }
}
