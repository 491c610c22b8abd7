import Foundation
import Logging

/// What the workers need of a trigger: its policy, its engine, and the way to store an event.
struct TriggerWorkshop: Sendable {
    let store: BridgeStore
    let configurations: ConfigurationStore
    let tools: EngineTools
    let logger: Logger
    let now: @Sendable () -> Date

    /// The policy of a trigger; nil if it is no longer configured.
    func policy(of trigger: TriggerRecord) -> PolicyConfiguration? {
        configurations.current.policies.first { $0.name == trigger.policy }
    }

    /// Stores an event of a trigger and commits; nil if the event means nothing in its state.
    func apply(_ event: TriggerEvent, to trigger: TriggerRecord, actor: String) async throws -> TriggerRecord? {
        let retry = policy(of: trigger)?.retry ?? .standard
        let machine = TriggerStateMachine(
            retry: retry, pollInterval: configurations.current.bridge.pollInterval)
        let after = try await store.apply(event, to: trigger.id, by: machine, actor: actor, at: now())
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
