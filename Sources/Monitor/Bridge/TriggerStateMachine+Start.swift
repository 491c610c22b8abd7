import Foundation

/// How a run is started, once.
extension TriggerStateMachine {
    /// Due at once, so that a restart after a crash goes on here; what crashed too often is given up as well.
    func claimed(_ trigger: TriggerProgress, at now: Date) -> TriggerProgress? {
        guard trigger.state == .queued || trigger.state == .dispatching, !needsLookUp(trigger) else { return nil }
        guard trigger.attempts < rules.retry.maxAttempts else {
            return over(trigger, "given up after \(trigger.attempts) starts: \(trigger.reason)", at: now)
        }
        var next = trigger.moved(to: .dispatching, "start \(trigger.attempts + 1)", due: now)
        next.attempts += 1
        next.wasInDoubt = trigger.mayHaveStarted
        next.mayHaveStarted = true
        // Calls that certainly started nothing need not be looked for.
        next.firstCalledAt = trigger.mayHaveStarted ? trigger.firstCalledAt ?? now : now
        return next
    }

    func dispatched(
        _ trigger: TriggerProgress, _ outcome: StartOutcome, at now: Date, jitter: Double
    ) -> TriggerProgress {
        var next = trigger
        switch outcome {
        case .started(let run): return started(trigger, run, at: now)
        case .unavailable(let reason, let pause):
            next.mayHaveStarted = trigger.wasInDoubt
            return again(next, reason, after: max(backoff(trigger, jitter), pause?.seconds ?? 0), at: now)
        case .unauthorized(let reason):
            next.mayHaveStarted = trigger.wasInDoubt
            return again(next, reason, after: rules.retry.maxBackoff.seconds, at: now)
        case .ambiguous(let reason): return again(next, reason, after: backoff(trigger, jitter), at: now)
        case .refused(let reason):
            next.mayHaveStarted = trigger.wasInDoubt
            return over(next, reason, at: now)
        }
    }

    func started(_ trigger: TriggerProgress, _ run: EngineRun, at now: Date) -> TriggerProgress {
        var next = trigger.moved(to: .running, run.isNew ? "run started" : "existing run adopted", due: now)
        next.run = run
        next.polls = 0
        next.mayHaveStarted = false
        next.startedAt = now
        next.dueAt = now.addingTimeInterval(pollDelay(polls: 0))
        return next
    }

    /// The same key once more, unless it was tried often enough.
    private func again(
        _ trigger: TriggerProgress, _ reason: String, after pause: TimeInterval, at now: Date
    ) -> TriggerProgress {
        if trigger.cancelCause != nil, !trigger.mayHaveStarted { return trigger.moved(to: .cancelled, trigger.reason) }
        guard trigger.attempts < rules.retry.maxAttempts else {
            return over(trigger, "given up after \(trigger.attempts) starts: \(reason)", at: now)
        }
        return trigger.waiting(reason, until: now.addingTimeInterval(pause))
    }

    /// No further start: dead only if nothing was started.
    private func over(_ trigger: TriggerProgress, _ reason: String, at now: Date) -> TriggerProgress {
        guard trigger.mayHaveStarted else { return trigger.moved(to: .dead, reason) }
        return trigger.moved(to: .unknown, reason, due: now.addingTimeInterval(Self.lookupPause))
    }

    /// Full jitter: a random pause up to a limit that doubles with every try.
    private func backoff(_ trigger: TriggerProgress, _ jitter: Double) -> TimeInterval {
        let limit = rules.retry.minBackoff.seconds * pow(2, Double(min(trigger.attempts, 30) - 1))
        return min(limit, rules.retry.maxBackoff.seconds) * jitter
    }

    func lookedUp(_ trigger: TriggerProgress, _ run: EngineRun?, at now: Date) -> TriggerProgress? {
        guard trigger.state == .unknown || (trigger.state == .dispatching && needsLookUp(trigger)) else { return nil }
        if var run {
            run.isNew = false
            return started(trigger, run, at: now)
        }
        if trigger.state == .unknown {
            return trigger.waiting(trigger.reason, until: now.addingTimeInterval(Self.unknownPause))
        }
        let since = trigger.firstCalledAt ?? now
        guard now.timeIntervalSince(since) >= rules.lookupGrace.seconds else {
            let reason = "looking for a run that may have been started: \(trigger.reason)"
            return trigger.waiting(
                trigger.reason.hasPrefix("looking for") ? trigger.reason : reason,
                until: now.addingTimeInterval(Self.lookupPause))
        }
        return notFound(trigger, at: now)
    }

    private func notFound(_ trigger: TriggerProgress, at now: Date) -> TriggerProgress {
        if trigger.cancelCause != nil { return trigger.moved(to: .cancelled, "no run was found") }
        switch rules.onAmbiguous {
        case .hold:
            return trigger.moved(
                to: .unknown, "the engine may have started a run that cannot be found",
                due: now.addingTimeInterval(Self.unknownPause))
        case .resend:
            var next = trigger.moved(to: .queued, "no run was found: it is started again", due: now)
            next.mayHaveStarted = false
            next.firstCalledAt = nil
            return next
        }
    }
}
