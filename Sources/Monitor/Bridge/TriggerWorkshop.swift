import Foundation
import Logging

/// What the workers need of a trigger: its policy, its engine, and the way to store an event.
struct TriggerWorkshop: Sendable {
    let store: BridgeStore
    let configurations: ConfigurationStore
    let tools: EngineTools
    let verdicts: VerdictWorker
    let logger: Logger
    let now: @Sendable () -> Date
    let watch: ClockWatch

    /// The policy of a trigger; nil if it is no longer configured.
    func policy(of trigger: TriggerRecord) -> PolicyConfiguration? {
        configurations.current.policies.first { $0.name == trigger.policy }
    }

    /// The engine of a trigger; nil if its policy is no longer configured.
    func engine(of trigger: TriggerRecord) -> (any RetrainingEngine)? {
        policy(of: trigger)?.engine.engine(with: tools)
    }

    /// What decides how a trigger goes on.
    func machine(for trigger: TriggerRecord) -> TriggerStateMachine {
        let policy = policy(of: trigger)
        return TriggerStateMachine(
            rules: TriggerRules(
                policy, idempotency: engine(of: trigger)?.idempotency ?? .none,
                pollInterval: configurations.current.bridge.pollInterval))
    }

    /// Triggers in one of the states that a worker should look at now, oldest first.
    func due(_ states: [TriggerState]) async throws -> [TriggerRecord] {
        try await followClock()
        return try await store.due(states, at: now())
    }

    /// Moves what is under way along with a clock that was set.
    func followClock() async throws {
        guard let jump = try await store.follow(watch) else { return }
        logger.warning(
            "The clock was set; what is under way moves along", metadata: ["clock.seconds": "\(Int(jump.rounded()))"])
    }

    /// Whether an event means something in the state of a trigger.
    func allows(_ event: TriggerEvent, for trigger: TriggerRecord) -> Bool {
        machine(for: trigger).change(of: trigger.progress, on: event, at: now(), jitter: 0) != nil
    }

    /// Stores an event of a trigger and commits; nil if the event means nothing in its state.
    func apply(_ event: TriggerEvent, to trigger: TriggerRecord, actor: String) async throws -> TriggerRecord? {
        try await followClock()
        let after = try await store.apply(
            event, to: trigger.id, by: machine(for: trigger), actor: actor, at: now())
        if let after, after.state != trigger.state {
            logger.info(
                "Trigger moved",
                metadata: [
                    "trigger.key": "\(after.key)", "trigger.state": "\(after.state.rawValue)",
                    "trigger.reason": "\(after.reason)", "policy": "\(after.policy)", "subject": "\(after.subject)",
                ])
        }
        return after
    }
}
