import Foundation
import Logging
import ServiceLifecycle

/// Hands triggers to their engines, from the database and never from memory.
///
/// `dispatching` is on the disk before the engine is called and `running` after it answered. What a crash leaves in
/// between is due at the next start: the same key goes out again, or the run is looked for.
final class DispatchService: Service {
    private let workshop: TriggerWorkshop
    private let counters: BridgeCounters
    private let traffic: EngineTraffic
    private let signal: Signal
    private let started: Signal

    init(
        workshop: TriggerWorkshop, counters: BridgeCounters, traffic: EngineTraffic, signal: Signal, started: Signal
    ) {
        self.workshop = workshop
        self.counters = counters
        self.traffic = traffic
        self.signal = signal
        self.started = started
    }

    func run() async throws {
        await withDiscardingTaskGroup { group in
            group.addTask { await Ticker.run(every: .milliseconds(500)) { self.signal.wake() } }
            group.addTask { await Ticker.run(every: .seconds(5)) { await self.reconsider() } }
            for await _ in signal.wakeUps.cancelOnGracefulShutdown() {
                for trigger in await claimable() {
                    group.addTask {
                        await self.advance(trigger)
                        self.signal.wake()
                    }
                }
            }
        }
    }

    /// Due triggers that have room, marked as in flight.
    private func claimable() async -> [TriggerRecord] {
        do {
            let states: [TriggerState] = [.held, .awaitingApproval, .settling, .queued, .dispatching, .unknown]
            let due = try await workshop.due(states)
            guard !due.isEmpty else { return [] }
            var places = RunPlaces(workshop.configurations.current, runs: try await workshop.store.runs())
            return due.filter { trigger in
                let policy = workshop.policy(of: trigger)
                guard trigger.state != .queued || places.hasPlace(policy) else { return false }
                let backend = policy?.engine.settings.backend ?? ""
                guard traffic.enter(trigger, backend: backend, at: workshop.now()) else { return false }
                if trigger.state == .queued { places.take(policy) }
                return true
            }
        } catch {
            workshop.logger.error("Triggers cannot be read", metadata: ["error": "\(error)"])
            return []
        }
    }

    private func advance(_ trigger: TriggerRecord) async {
        var isFailure: Bool?
        do {
            switch workshop.machine(for: trigger).work(for: trigger.progress) {
            case .elapse?:
                let isBlocked = try await workshop.store.isBlocked(trigger, by: workshop.policy(of: trigger))
                _ = try await workshop.apply(isBlocked ? .blocked : .elapsed, to: trigger, actor: "dispatch")
            case .start?: isFailure = try await start(try await prepared(trigger))
            case .lookUp?: isFailure = try await lookUp(trigger)
            case .poll?, .cancel?, .judge?, nil: break
            }
        } catch {
            workshop.logger.error(
                "Trigger cannot be advanced", metadata: ["error": "\(error)", "trigger.key": "\(trigger.key)"])
        }
        traffic.leave(trigger.id, isFailure: isFailure, at: workshop.now())
    }

    /// Before the first start of a run that will be judged, what is in use then is written down.
    private func prepared(_ trigger: TriggerRecord) async throws -> TriggerRecord {
        guard let policy = workshop.policy(of: trigger), policy.verdict != nil, trigger.state == .queued,
            trigger.progress.verdict == nil
        else { return trigger }
        let snapshot = await workshop.verdicts.snapshot(for: trigger.request, policy: policy)
        return try await workshop.apply(.prepared(snapshot), to: trigger, actor: "dispatch") ?? trigger
    }

    /// - Returns: Whether the engine failed; nil if it was not called.
    private func start(_ trigger: TriggerRecord) async throws -> Bool? {
        guard let claimed = try await workshop.apply(.claimed, to: trigger, actor: "dispatch"),
            claimed.state == .dispatching
        else { return nil }
        let outcome: StartOutcome
        if let engine = workshop.engine(of: claimed) {
            let start = ContinuousClock.now
            outcome = await engine.start(claimed.request)
            counters.dispatchDurations.observe(start.duration(to: .now), [claimed.engine])
        } else {
            outcome = .unavailable("the policy \(trigger.policy) is not configured")
        }
        counters.increase(BridgeMetric.dispatchAttempts, [claimed.engine, outcome.name])
        _ = try await workshop.apply(.dispatched(outcome), to: claimed, actor: "dispatch")
        started.wake()
        switch outcome {
        case .started, .refused: return false
        case .unavailable, .unauthorized, .ambiguous: return true
        }
    }

    private func lookUp(_ trigger: TriggerRecord) async throws -> Bool? {
        guard let engine = workshop.engine(of: trigger) else {
            _ = try await workshop.apply(.unasked("the policy is not configured"), to: trigger, actor: "dispatch")
            return nil
        }
        do {
            let since = trigger.firstCalledAt ?? trigger.createdAt
            let run = try await engine.find(key: trigger.key, since: since - 300)
            _ = try await workshop.apply(.lookedUp(run), to: trigger, actor: "dispatch")
            started.wake()
            return false
        } catch let error as EngineError {
            _ = try await workshop.apply(.unasked("\(error)"), to: trigger, actor: "dispatch")
            return true
        }
    }

    private func reconsider() async {
        do {
            try await workshop.followClock()
            let settings = DecisionSettings(workshop.configurations.current)
            let outcomes = try await workshop.store.reconsider(settings, at: workshop.now())
            counters.count(outcomes)
            if outcomes.contains(where: \.isNew) { signal.wake() }
        } catch {
            workshop.logger.error("Alerts cannot be decided on anew", metadata: ["error": "\(error)"])
        }
    }
}
