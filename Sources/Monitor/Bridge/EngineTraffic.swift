import Foundation
import Synchronization

/// Which engines are called now and how they fare: limits of calls in flight and circuit breakers, by server.
final class EngineTraffic: Sendable {
    /// Calls in flight for one server at most; Prefect on SQLite refuses most of many parallel creations.
    static let limit = 2

    private struct State {
        var calls: [String: String] = [:]
        var breakers: [String: CircuitBreaker] = [:]
        /// The servers of each engine that were called so far.
        var backends: [String: Set<String>] = [:]
    }

    private let state = Mutex(State())

    /// Takes a place for a trigger; false if the server has none, or is left alone.
    func enter(_ trigger: TriggerRecord, backend: String, at now: Date) -> Bool {
        state.withLock { state in
            guard state.calls[trigger.id] == nil, state.calls.values.count(where: { $0 == backend }) < Self.limit,
                state.breakers[backend, default: CircuitBreaker()].admit(at: now)
            else { return false }
            state.calls[trigger.id] = backend
            state.backends[trigger.engine, default: []].insert(backend)
            return true
        }
    }

    /// Gives the place back.
    ///
    /// - Parameter isFailure: Whether the server failed; nil if it was not called.
    func leave(_ trigger: String, isFailure: Bool?, at now: Date) {
        state.withLock { state in
            guard let backend = state.calls.removeValue(forKey: trigger) else { return }
            state.breakers[backend, default: CircuitBreaker()].ended(isFailure: isFailure ?? false, at: now)
        }
    }

    /// How many servers of each engine that was called are left alone now.
    func openCircuits(at now: Date) -> [String: Int] {
        state.withLock { state in
            state.backends.mapValues { $0.count { state.breakers[$0]?.isOpen(at: now) ?? false } }
        }
    }
}
