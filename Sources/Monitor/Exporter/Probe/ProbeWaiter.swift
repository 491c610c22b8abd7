import Synchronization

/// Somebody who waits for the outcome of a probe; the first outcome that is told counts.
final class ProbeWaiter: Sendable {
    private enum State {
        case idle
        case waiting(CheckedContinuation<ProbeOutcome, Never>)
        case resolved(ProbeOutcome)
    }

    private let state = Mutex(State.idle)

    /// The outcome, as soon as it is told; for one who asks.
    var outcome: ProbeOutcome {
        get async {
            await withCheckedContinuation { continuation in
                let known: ProbeOutcome? = state.withLock { state in
                    if case .resolved(let outcome) = state { return outcome }
                    state = .waiting(continuation)
                    return nil
                }
                if let known { continuation.resume(returning: known) }
            }
        }
    }

    /// Tells the outcome.
    func resolve(_ outcome: ProbeOutcome) {
        let continuation: CheckedContinuation<ProbeOutcome, Never>? = state.withLock { state in
            switch state {
            case .resolved: return nil
            case .idle:
                state = .resolved(outcome)
                return nil
            case .waiting(let continuation):
                state = .resolved(outcome)
                return continuation
            }
        }
        continuation?.resume(returning: outcome)
    }
}
