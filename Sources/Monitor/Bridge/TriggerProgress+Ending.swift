import Foundation

extension TriggerProgress {
    /// The same trigger, of which the end of the run is asked for as soon as a worker sees it.
    func asked(_ cause: CancelCause, _ reason: String, at now: Date) -> TriggerProgress {
        var next = waiting(reason, until: now)
        next.cancelCause = cause
        return next
    }

    /// Whether the attempt has cost its units: its engine took the run, or may have taken it when the trigger ended.
    ///
    /// Until then they are reserved; what ends before gives them back.
    var hasSpent: Bool { run != nil || (state.isTerminal && mayHaveStarted) }

    /// A run that was ended because it was late has failed.
    func blamed(_ before: TriggerProgress) -> TriggerProgress {
        switch before.cancelCause {
        case .deadline?: moved(to: .failed, before.reason)
        case .person?, .resolved?: moved(to: .cancelled, before.reason)
        case nil: self
        }
    }
}
