import Foundation
import Logging
import ServiceLifecycle

/// Looks at rollouts when their step may end, and does what the evidence says.
struct RolloutService: Service {
    /// What the audit trail says of steps that no person took.
    static let actor = "rollout"
    /// How long a step that cannot end yet is left alone.
    private static let pause: TimeInterval = 10

    let store: BridgeStore
    let logger: Logger
    let now: @Sendable () -> Date

    func run() async throws {
        await Ticker.run(every: .seconds(1)) { await decideDue() }
    }

    /// Decides on every rollout that is due.
    func decideDue() async {
        do {
            for model in try await store.dueRollouts(at: now()) { try await decide(model) }
        } catch {
            logger.error("Rollouts cannot be followed", metadata: ["error": "\(error)"])
        }
    }

    private func decide(_ model: String) async throws {
        let now = now()
        do {
            let before = try await store.rollout(of: model)
            let after = try await store.changeRollout(of: model, actor: Self.actor, at: now) { rollout in
                guard rollout.plan.isAutomatic else { return nil }
                return RolloutDecision(rollout, at: now).apply(to: &rollout, at: now)
            }
            if before?.percentage != after.percentage { return log(after) }
            try await store.postponeRollout(of: model, until: max(after.lookAt, now + Self.pause))
        } catch RolloutError.over {
            // Somebody ended it since it was found due.
        }
    }

    private func log(_ rollout: Rollout) {
        logger.notice(
            "Rollout moved",
            metadata: [
                "rollout.model": "\(rollout.model)", "rollout.percentage": "\(rollout.percentage)",
                "rollout.state": "\(rollout.state.rawValue)",
            ])
    }
}
