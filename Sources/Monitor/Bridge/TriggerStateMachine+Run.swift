import Foundation

/// How a run is followed, and ended where it is late.
extension TriggerStateMachine {
    func polled(_ trigger: TriggerProgress, _ report: RunReport, at now: Date) -> TriggerProgress {
        var next = trigger
        next.polls += 1
        next.run = report.run ?? trigger.run
        next.output.merge(report.output) { _, new in new }
        next.dueAt = now.addingTimeInterval(pollDelay(polls: next.polls))
        if report.state != .missing { next.missingSince = nil }
        switch report.state {
        case .waiting(let reason): return goesOn(next, reason, at: now)
        case .running(let reason):
            next.begunAt = next.begunAt ?? now
            return goesOn(next, reason, at: now)
        case .missing: return missing(next, since: trigger.missingSince ?? now, at: now)
        case .succeeded(let reason): return succeeded(ended(next, at: now), reason, at: now)
        case .failed(let reason): return ended(next, at: now).moved(to: .failed, reason)
        case .cancelled(let reason): return ended(next, at: now).moved(to: .cancelled, reason).blamed(trigger)
        case .lost(let reason): return ended(next, at: now).moved(to: .lost, reason)
        }
    }

    private func ended(_ trigger: TriggerProgress, at now: Date) -> TriggerProgress {
        var next = trigger
        next.runEndedAt = now
        return next
    }

    private func succeeded(_ trigger: TriggerProgress, _ reason: String, at now: Date) -> TriggerProgress {
        if rules.hasVerdict { return trigger.moved(to: .verifying, reason, due: now) }
        return settling(trigger, reason, at: now)
    }

    func settling(_ trigger: TriggerProgress, _ reason: String, at now: Date) -> TriggerProgress {
        guard rules.settle > .zero, trigger.resolvedAt == nil else { return trigger.moved(to: .succeeded, reason) }
        return trigger.moved(to: .settling, reason, due: now.addingTimeInterval(rules.settle.seconds))
    }

    private func missing(_ trigger: TriggerProgress, since: Date, at now: Date) -> TriggerProgress {
        guard now.timeIntervalSince(since) < Self.missingGrace else {
            return ended(trigger, at: now).moved(to: .lost, "the engine no longer knows the run")
        }
        var next = trigger
        next.missingSince = since
        next.reason = "the engine does not list the run"
        return next
    }

    /// A run that has not ended: asks for its end where it is time for that.
    private func goesOn(_ trigger: TriggerProgress, _ reason: String, at now: Date) -> TriggerProgress {
        var next = trigger
        next.reason = trigger.cancelCause == nil ? reason : trigger.reason
        if let asked = trigger.cancelAskedAt, now.timeIntervalSince(asked) >= Self.cancelGrace {
            return ended(next, at: now).moved(to: .lost, "the run did not end when it was asked to: \(trigger.reason)")
        }
        guard trigger.cancelCause == nil else { return next }
        if let late = lateness(trigger, at: now) { return next.asked(.deadline, late, at: now) }
        if let resolved = trigger.resolvedAt, rules.cancelsRunning,
            now.timeIntervalSince(resolved) >= rules.confirm.seconds
        {
            return next.asked(.resolved, "alert resolved", at: now)
        }
        return next
    }

    /// Why the run is too late; nil if it is not.
    private func lateness(_ trigger: TriggerProgress, at now: Date) -> String? {
        if let begun = trigger.begunAt {
            let limit = rules.runDeadline
            guard limit > .zero, now.timeIntervalSince(begun) >= limit.seconds else { return nil }
            return "the run took longer than run_deadline"
        }
        guard let started = trigger.startedAt, rules.startDeadline > .zero,
            now.timeIntervalSince(started) >= rules.startDeadline.seconds
        else { return nil }
        return "the run did not begin within start_deadline"
    }

    func unasked(_ trigger: TriggerProgress, _ reason: String, at now: Date) -> TriggerProgress? {
        switch trigger.state {
        case .running:
            return polled(
                trigger, RunReport(state: trigger.begunAt == nil ? .waiting(reason) : .running(reason)), at: now)
        case .dispatching, .unknown:
            return trigger.waiting(trigger.reason, until: now.addingTimeInterval(pollDelay(polls: 4)))
        default: return nil
        }
    }

    func cancelled(_ trigger: TriggerProgress, _ answer: Cancelling, at now: Date) -> TriggerProgress? {
        guard trigger.cancelCause != nil else { return nil }
        var next = trigger
        switch answer {
        case .accepted:
            next.cancelAskedAt = now
            next.polls = 0
            next.dueAt = now.addingTimeInterval(pollDelay(polls: 0))
            return next
        case .refused(let reason):
            if trigger.cancelCause == .deadline {
                return ended(trigger, at: now).moved(to: .lost, "\(trigger.reason), and cannot be ended: \(reason)")
            }
            next.cancelCause = nil
            next.resolvedAt = nil
            return next.waiting(
                "the run cannot be ended: \(reason)", until: now.addingTimeInterval(pollDelay(polls: 0)))
        }
    }

    func pollDelay(polls: Int) -> TimeInterval {
        let first = rules.pollInterval.seconds
        return min(first * pow(1.5, Double(min(polls, 40))), max(60, first))
    }
}
