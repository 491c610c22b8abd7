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
    private func needsLookUp(_ trigger: TriggerProgress) -> Bool {
        trigger.mayHaveStarted && rules.idempotency == .none
    }
}

// MARK: The time and the alerts

extension TriggerStateMachine {
    private func elapsed(_ trigger: TriggerProgress, at now: Date) -> TriggerProgress? {
        guard let due = trigger.dueAt, due <= now else { return nil }
        return switch trigger.state {
        case .held: trigger.moved(to: .queued, "hold elapsed", due: now)
        case .awaitingApproval: trigger.moved(to: .cancelled, "approval expired")
        case .settling: trigger.moved(to: .succeeded, "settled: \(trigger.reason)")
        default: nil
        }
    }

    /// Nothing that the engine may have is ended at once: an alert also counts as over when Prometheus died.
    private func resolved(_ trigger: TriggerProgress, at now: Date) -> TriggerProgress? {
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

    private func refired(_ trigger: TriggerProgress) -> TriggerProgress? {
        guard trigger.resolvedAt != nil, !trigger.state.isTerminal else { return nil }
        var next = trigger
        next.resolvedAt = nil
        return next
    }
}

// MARK: The start of a run

extension TriggerStateMachine {
    /// Due at once, so that a restart after a crash goes on here; what crashed too often is given up as well.
    private func claimed(_ trigger: TriggerProgress, at now: Date) -> TriggerProgress? {
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

    private func dispatched(
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

    private func started(_ trigger: TriggerProgress, _ run: EngineRun, at now: Date) -> TriggerProgress {
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

    private func lookedUp(_ trigger: TriggerProgress, _ run: EngineRun?, at now: Date) -> TriggerProgress? {
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

// MARK: The run

extension TriggerStateMachine {
    private func polled(_ trigger: TriggerProgress, _ report: RunReport, at now: Date) -> TriggerProgress {
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

    private func settling(_ trigger: TriggerProgress, _ reason: String, at now: Date) -> TriggerProgress {
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

    private func unasked(_ trigger: TriggerProgress, _ reason: String, at now: Date) -> TriggerProgress? {
        switch trigger.state {
        case .running:
            return polled(
                trigger, RunReport(state: trigger.begunAt == nil ? .waiting(reason) : .running(reason)), at: now)
        case .dispatching, .unknown:
            return trigger.waiting(trigger.reason, until: now.addingTimeInterval(pollDelay(polls: 4)))
        default: return nil
        }
    }

    private func cancelled(_ trigger: TriggerProgress, _ answer: Cancelling, at now: Date) -> TriggerProgress? {
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

    private func pollDelay(polls: Int) -> TimeInterval {
        let first = rules.pollInterval.seconds
        return min(first * pow(1.5, Double(min(polls, 40))), max(60, first))
    }
}

// MARK: The verdict

extension TriggerStateMachine {
    private func prepared(_ trigger: TriggerProgress, _ verdict: VerdictProgress) -> TriggerProgress? {
        guard trigger.state == .queued, trigger.verdict == nil else { return nil }
        var next = trigger
        next.verdict = verdict
        return next
    }

    private func judged(_ trigger: TriggerProgress, _ step: VerdictStep, at now: Date) -> TriggerProgress {
        switch step {
        case .wait(let verdict, let until, let reason):
            var next = trigger.waiting(reason, until: until)
            next.verdict = verdict
            return next
        case .finished(var progress, let verdict):
            progress.outcome = verdict.outcome
            var next = trigger
            next.verdict = progress
            let reason = "\(verdict.outcome.rawValue): \(verdict.reason)"
            switch verdict.outcome {
            case .promoted, .passed: return settling(next, reason, at: now)
            case .rejected: return next.moved(to: .rejected, reason)
            case .inconclusive, .rolledBack: return next.moved(to: .failed, reason)
            case .conflict: return next.moved(to: .cancelled, reason)
            }
        }
    }
}

// MARK: People

extension TriggerStateMachine {
    private func approved(_ trigger: TriggerProgress, _ reason: String, at now: Date) -> TriggerProgress? {
        guard [.held, .awaitingApproval, .unknown].contains(trigger.state) else { return nil }
        var next = trigger.moved(to: .queued, reason, due: now)
        // An engine that keeps to the key still may have the run.
        next.mayHaveStarted = trigger.mayHaveStarted && rules.idempotency != .none
        next.firstCalledAt = nil
        next.attempts = 0
        return next
    }

    private func rejected(_ trigger: TriggerProgress, _ reason: String) -> TriggerProgress? {
        guard TriggerState.pending.contains(trigger.state) else { return nil }
        return trigger.moved(to: .rejected, reason)
    }

    private func stopped(_ trigger: TriggerProgress, _ reason: String, at now: Date) -> TriggerProgress? {
        switch trigger.state {
        case .held, .awaitingApproval, .queued, .unknown: return trigger.moved(to: .cancelled, reason)
        case .settling: return trigger.moved(to: .succeeded, reason)
        case .dispatching, .running:
            guard trigger.cancelCause != .person else { return nil }
            return trigger.asked(.person, reason, at: now)
        default: return nil
        }
    }

    private func retried(_ trigger: TriggerProgress, _ reason: String, at now: Date) -> TriggerProgress? {
        guard trigger.state.isTerminal, trigger.state != .succeeded else { return nil }
        return TriggerProgress(state: .queued, reason: reason, dueAt: now, attempt: trigger.attempt + 1)
    }
}

extension TriggerProgress {
    /// The same trigger, of which the end of the run is asked for as soon as a worker sees it.
    fileprivate func asked(_ cause: CancelCause, _ reason: String, at now: Date) -> TriggerProgress {
        var next = waiting(reason, until: now)
        next.cancelCause = cause
        return next
    }

    /// A run that was ended because it was late has failed.
    fileprivate func blamed(_ before: TriggerProgress) -> TriggerProgress {
        switch before.cancelCause {
        case .deadline?: moved(to: .failed, before.reason)
        case .person?, .resolved?: moved(to: .cancelled, before.reason)
        case nil: self
        }
    }
}
