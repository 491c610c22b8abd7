import Foundation

/// How what a run made is judged.
extension TriggerStateMachine {
    func prepared(_ trigger: TriggerProgress, _ verdict: VerdictProgress) -> TriggerProgress? {
        guard trigger.state == .queued, trigger.verdict == nil else { return nil }
        var next = trigger
        next.verdict = verdict
        return next
    }

    func judged(_ trigger: TriggerProgress, _ step: VerdictStep, at now: Date) -> TriggerProgress {
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
