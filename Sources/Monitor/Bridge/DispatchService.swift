import Foundation
import Logging
import ServiceLifecycle
import Synchronization

/// Hands triggers to their engines, from the database and never from memory.
///
/// `dispatching` is on the disk before the engine is called and `running` after it answered. What a crash leaves in
/// between is due at the next start, and the same key goes out again.
final class DispatchService: Service {
    /// Calls in flight for one backend at most; Prefect on SQLite refuses most of many parallel creations.
    static let limit = 2

    private let workshop: TriggerWorkshop
    private let counters: BridgeCounters
    private let signal: Signal
    private let started: Signal
    private let inFlight = Mutex<[String: String]>([:])

    init(workshop: TriggerWorkshop, counters: BridgeCounters, signal: Signal, started: Signal) {
        self.workshop = workshop
        self.counters = counters
        self.signal = signal
        self.started = started
    }

    func run() async throws {
        await withDiscardingTaskGroup { group in
            group.addTask { await Ticker.run(every: .milliseconds(500)) { self.signal.wake() } }
            for await _ in signal.wakeUps.cancelOnGracefulShutdown() {
                for trigger in await claimable() {
                    group.addTask {
                        await self.dispatch(trigger)
                        _ = self.inFlight.withLock { $0.removeValue(forKey: trigger.id) }
                        self.signal.wake()
                    }
                }
            }
        }
    }

    /// Due triggers whose backend has room, marked as in flight.
    private func claimable() async -> [TriggerRecord] {
        let due: [TriggerRecord]
        do {
            due = try await workshop.store.due([.held, .queued, .dispatching], at: workshop.now())
        } catch {
            workshop.logger.error("Triggers cannot be read", metadata: ["error": "\(error)"])
            return []
        }
        return inFlight.withLock { inFlight in
            due.filter { trigger in
                let backend = workshop.policy(of: trigger)?.engine.settings.backend ?? ""
                let used = inFlight.values.count { $0 == backend }
                guard inFlight[trigger.id] == nil, used < Self.limit else { return false }
                inFlight[trigger.id] = backend
                return true
            }
        }
    }

    private func dispatch(_ trigger: TriggerRecord) async {
        do {
            if trigger.state == .held { _ = try await workshop.apply(.holdElapsed, to: trigger, actor: "dispatch") }
            guard let claimed = try await workshop.apply(.claimed, to: trigger, actor: "dispatch") else { return }
            let start = ContinuousClock.now
            let outcome = await self.start(claimed)
            counters.dispatchDurations.observe(start.duration(to: .now), [claimed.engine])
            counters.increase(BridgeMetric.dispatchAttempts, [claimed.engine, outcome.name])
            _ = try await workshop.apply(outcome.event, to: claimed, actor: "dispatch")
            started.wake()
        } catch {
            workshop.logger.error(
                "Trigger cannot be advanced", metadata: ["error": "\(error)", "trigger.key": "\(trigger.key)"])
        }
    }

    private func start(_ trigger: TriggerRecord) async -> StartOutcome {
        guard let policy = workshop.policy(of: trigger) else {
            return .unavailable("the policy \(trigger.policy) is not configured")
        }
        return await policy.engine.settings.engine(with: workshop.tools).start(trigger.request)
    }
}
