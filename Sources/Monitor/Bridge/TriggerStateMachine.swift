import Foundation

/// Decides how a trigger goes on; knows no clock, no store and no engine.
///
/// It keeps to these: a run is started only if no other may have been started, or if the engine keeps to the key; what
/// is over stays over, unless a person runs it again under a new key; `dead` means that nothing was started.
struct TriggerStateMachine: Sendable {
    let rules: TriggerRules
    /// How long a run may be missing before it counts as lost, because engines list a new run late.
    static let missingGrace: TimeInterval = 60
    /// How long a run may take to end after it was asked to.
    static let cancelGrace: TimeInterval = 900
    /// How often it is asked whether an alert forbids the retraining still.
    static let blockPause: TimeInterval = 60
    /// How often a run that may have been started is looked for while a person has not decided.
    static let unknownPause: TimeInterval = 300
    /// How often such a run is looked for at first.
    static let lookupPause: TimeInterval = 10

    /// What is to be done with a trigger that is due; nil if nothing ever is.
    func work(for trigger: TriggerProgress) -> TriggerWork? {
        switch trigger.state {
        case .held, .awaitingApproval, .settling: .elapse
        case .queued: .start
        case .dispatching: needsLookUp(trigger) ? .lookUp : .start
        case .unknown: .lookUp
        case .running: trigger.cancelCause != nil && trigger.cancelAskedAt == nil ? .cancel : .poll
        case .verifying: .judge
        case .succeeded, .rejected, .failed, .cancelled, .dead, .lost: nil
        }
    }

    /// What an event leads to; nil if it means nothing in this state. Jitter is a random number between 0 and 1.
    func change(of trigger: TriggerProgress, on event: TriggerEvent, at now: Date, jitter: Double) -> TriggerProgress? {
        switch event {
        case .elapsed: elapsed(trigger, at: now)
        case .blocked: blocked(trigger, at: now)
        case .resolved: resolved(trigger, at: now)
        case .refired: refired(trigger)
        case .claimed: claimed(trigger, at: now)
        case .prepared(let verdict): prepared(trigger, verdict)
        case .judged(let step): trigger.state == .verifying ? judged(trigger, step, at: now) : nil
        case .dispatched(let outcome):
            trigger.state == .dispatching ? dispatched(trigger, outcome, at: now, jitter: jitter) : nil
        case .lookedUp(let run): lookedUp(trigger, run, at: now)
        case .polled(let report): trigger.state == .running ? polled(trigger, report, at: now) : nil
        case .unasked(let reason): unasked(trigger, reason, at: now)
        case .cancelled(let answer): trigger.state == .running ? cancelled(trigger, answer, at: now) : nil
        case .approved(let reason): approved(trigger, reason, at: now)
        case .rejected(let reason): rejected(trigger, reason)
        case .stopped(let reason): stopped(trigger, reason, at: now)
        case .retried(let reason): retried(trigger, reason, at: now)
        }
    }

    /// Whether a run may have been started that the engine would start a second time.
    func needsLookUp(_ trigger: TriggerProgress) -> Bool {
        trigger.mayHaveStarted && rules.idempotency == .none
    }
}
