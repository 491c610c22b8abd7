import Foundation

/// Decides how a trigger goes on; knows no clock, no store and no engine.
struct TriggerStateMachine: Sendable {
    let retry: RetryConfiguration
    /// The first pause between two looks at a run; it grows by half each time, up to a minute.
    let pollInterval: Duration
    /// How long a run may be missing before it counts as lost, because engines list a new run late.
    static let missingGrace: TimeInterval = 60

    /// What an event leads to; nil if it means nothing in this state. Jitter is a random number between 0 and 1.
    func change(of trigger: TriggerProgress, on event: TriggerEvent, at now: Date, jitter: Double) -> TriggerProgress? {
        switch (trigger.state, event) {
        case (.held, .holdElapsed): trigger.moved(to: .queued, "hold elapsed", due: now)
        case (_, .resolved): Self.resolved(trigger)
        case (.queued, .claimed), (.dispatching, .claimed): claimed(trigger, at: now)
        case (.dispatching, .started(let run)): started(trigger, run, at: now)
        case (.dispatching, .unavailable(let reason)): unavailable(trigger, reason, at: now, jitter: jitter)
        case (.dispatching, .refused(let reason)): trigger.moved(to: .dead, reason)
        case (.running, .polled(let state)): polled(trigger, state, at: now)
        case (.running, .unavailable(let reason)): polled(trigger, .running(reason), at: now)
        default: nil
        }
    }

    /// What follows when every alert behind a trigger is over: nothing once the engine may have it.
    static func resolved(_ trigger: TriggerProgress) -> TriggerProgress? {
        switch trigger.state {
        case .held, .awaitingApproval, .queued: trigger.moved(to: .cancelled, "alert resolved")
        default: nil
        }
    }

    /// Due at once, so that a restart after a crash sends the same key again.
    private func claimed(_ trigger: TriggerProgress, at now: Date) -> TriggerProgress {
        var next = trigger.moved(to: .dispatching, "attempt \(trigger.attempts + 1)", due: now)
        next.attempts += 1
        return next
    }

    private func started(_ trigger: TriggerProgress, _ run: EngineRun, at now: Date) -> TriggerProgress {
        var next = trigger.moved(to: .running, run.isNew ? "run started" : "existing run adopted", due: now)
        next.run = run
        next.polls = 0
        next.dueAt = now.addingTimeInterval(pollDelay(polls: 0))
        return next
    }

    /// Full jitter: a random pause up to a limit that doubles with every try.
    private func unavailable(
        _ trigger: TriggerProgress, _ reason: String, at now: Date, jitter: Double
    ) -> TriggerProgress {
        guard trigger.attempts < retry.maxAttempts else {
            return trigger.moved(to: .dead, "given up after \(trigger.attempts) attempts: \(reason)")
        }
        let limit = retry.minBackoff.seconds * pow(2, Double(min(trigger.attempts, 30) - 1))
        let pause = min(limit, retry.maxBackoff.seconds) * jitter
        return trigger.moved(to: .dispatching, reason, due: now.addingTimeInterval(pause))
    }

    private func polled(_ trigger: TriggerProgress, _ state: RunState, at now: Date) -> TriggerProgress {
        var next = trigger
        next.polls += 1
        next.dueAt = now.addingTimeInterval(pollDelay(polls: next.polls))
        next.missingSince = nil
        switch state {
        case .running(let reason):
            next.reason = reason
            return next
        case .succeeded(let reason): return trigger.moved(to: .succeeded, reason)
        case .failed(let reason): return trigger.moved(to: .failed, reason)
        case .cancelled(let reason): return trigger.moved(to: .cancelled, reason)
        case .missing:
            let since = trigger.missingSince ?? now
            guard now.timeIntervalSince(since) < Self.missingGrace else {
                return trigger.moved(to: .lost, "the engine no longer knows the run")
            }
            next.missingSince = since
            next.reason = "the engine does not list the run"
            return next
        case .lost(let reason): return trigger.moved(to: .lost, reason)
        }
    }

    private func pollDelay(polls: Int) -> TimeInterval {
        min(pollInterval.seconds * pow(1.5, Double(min(polls, 40))), max(60, pollInterval.seconds))
    }
}
