import Foundation

/// What people do with a trigger.
extension TriggerStateMachine {
    func approved(_ trigger: TriggerProgress, _ reason: String, at now: Date) -> TriggerProgress? {
        guard [.held, .awaitingApproval, .unknown].contains(trigger.state) else { return nil }
        var next = trigger.moved(to: .queued, reason, due: now)
        // An engine that keeps to the key still may have the run.
        next.mayHaveStarted = trigger.mayHaveStarted && rules.idempotency != .none
        next.firstCalledAt = nil
        next.attempts = 0
        return next
    }

    func rejected(_ trigger: TriggerProgress, _ reason: String) -> TriggerProgress? {
        guard TriggerState.pending.contains(trigger.state) else { return nil }
        return trigger.moved(to: .rejected, reason)
    }

    func stopped(_ trigger: TriggerProgress, _ reason: String, at now: Date) -> TriggerProgress? {
        switch trigger.state {
        case .held, .awaitingApproval, .queued, .unknown: return trigger.moved(to: .cancelled, reason)
        case .settling: return trigger.moved(to: .succeeded, reason)
        case .dispatching, .running:
            guard trigger.cancelCause != .person else { return nil }
            return trigger.asked(.person, reason, at: now)
        default: return nil
        }
    }

    func retried(_ trigger: TriggerProgress, _ reason: String, at now: Date) -> TriggerProgress? {
        guard trigger.state.isTerminal, trigger.state != .succeeded else { return nil }
        return TriggerProgress(state: .queued, reason: reason, dueAt: now, attempt: trigger.attempt + 1)
    }
}
