import Foundation

/// What the time and the alerts do to a trigger.
extension TriggerStateMachine {
    func elapsed(_ trigger: TriggerProgress, at now: Date) -> TriggerProgress? {
        guard let due = trigger.dueAt, due <= now else { return nil }
        return switch trigger.state {
        case .held: trigger.moved(to: .queued, "hold elapsed", due: now)
        case .awaitingApproval: trigger.moved(to: .cancelled, "approval expired")
        case .settling: trigger.moved(to: .succeeded, "settled: \(trigger.reason)")
        default: nil
        }
    }

    func blocked(_ trigger: TriggerProgress, at now: Date) -> TriggerProgress? {
        guard trigger.state == .held, let due = trigger.dueAt, due <= now else { return nil }
        return trigger.waiting("the data of the subject cannot be used", until: now + Self.blockPause)
    }

    /// Nothing that the engine may have is ended at once: an alert also counts as over when Prometheus died.
    func resolved(_ trigger: TriggerProgress, at now: Date) -> TriggerProgress? {
        switch trigger.state {
        case .held, .awaitingApproval, .queued:
            return rules.cancelsPending ? trigger.moved(to: .cancelled, "alert resolved") : nil
        case .settling: return trigger.moved(to: .succeeded, "alert resolved: \(trigger.reason)")
        case .dispatching, .running, .unknown:
            guard trigger.resolvedAt == nil else { return nil }
            var next = trigger
            next.resolvedAt = now
            return next
        default: return nil
        }
    }

    func refired(_ trigger: TriggerProgress) -> TriggerProgress? {
        guard trigger.resolvedAt != nil, !trigger.state.isTerminal else { return nil }
        var next = trigger
        next.resolvedAt = nil
        return next
    }
}
