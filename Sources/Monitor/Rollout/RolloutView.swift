import Foundation

/// A rollout as the API shows it.
struct RolloutView: Encodable {
    struct Arm: Encodable {
        let version: String
        let predictions, errors: Int
        let errorRate: Double?
        let means: [String: Double]

        private enum CodingKeys: String, CodingKey {
            case version, predictions, errors, means
            case errorRate = "error_rate"
        }

        init(version: String, _ statistics: ArmStatistics) {
            self.version = version
            predictions = statistics.count
            errors = statistics.errors
            errorRate = statistics.errorRate
            means = statistics.metrics.mapValues(\.mean)
        }
    }

    struct Decision: Encodable {
        let action: String
        let reason: String
        let tests: [RolloutTest]
        let level: Double
    }

    struct Event: Encodable {
        let at: Date
        let actor: String
        let percentage: Int
        let state: RolloutState
        let reason: String
    }

    let id, model, control, candidate: String
    let state: RolloutState
    let percentage: Int
    let plan: RolloutPlan
    let stepSince: Date
    let finishedAt: Date?
    /// Of the present step.
    let step: [String: Arm]
    /// Of all steps.
    let total: [String: Arm]
    let decision: Decision
    let events: [Event]

    private enum CodingKeys: String, CodingKey {
        case id, model, control, candidate, state, percentage, plan, step, total, decision, events
        case stepSince = "step_since"
        case finishedAt = "finished_at"
    }

    init(_ rollout: Rollout, events: [RolloutEventRecord], at now: Date) {
        id = rollout.id
        model = rollout.model
        control = rollout.control
        candidate = rollout.candidate
        state = rollout.state
        percentage = rollout.percentage
        plan = rollout.plan
        stepSince = rollout.stepSince
        finishedAt = rollout.finishedAt
        step = Self.arms(rollout) { rollout.statistics($0) }
        total = Self.arms(rollout) { rollout.total($0) }
        let decided = RolloutDecision(rollout, at: now)
        decision = Decision(
            action: decided.action.name, reason: decided.reason, tests: decided.tests,
            level: RolloutDecision.level(of: rollout.plan))
        self.events = events.map {
            Event(at: $0.at, actor: $0.actor, percentage: $0.percentage, state: $0.state, reason: $0.reason)
        }
    }

    private static func arms(_ rollout: Rollout, _ statistics: (RolloutArm) -> ArmStatistics) -> [String: Arm] {
        let arms = RolloutArm.allCases.map { ($0.rawValue, Arm(version: rollout.version(of: $0), statistics($0))) }
        return Dictionary(arms) { first, _ in first }
    }
}

extension RolloutDecision.Action {
    fileprivate var name: String {
        switch self {
        case .none: "none"
        case .hold: "hold"
        case .increase: "increase"
        case .rollBack: "rollback"
        }
    }
}
