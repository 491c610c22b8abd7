import Foundation

/// What is to become of a rollout, decided on the evidence of its present step.
///
/// One look at each step, when its time is over and both arms have enough predictions; the level of each test is the
/// plan's divided by looks and tests (Bonferroni), so a candidate that is as good is rolled back with at most the
/// probability ``RolloutPlan/alpha``, over all steps and metrics together.
struct RolloutDecision: Sendable, Equatable {
    /// What is to be done.
    enum Action: Sendable, Equatable {
        case none
        /// The step goes on.
        case hold
        case increase(to: Int)
        case rollBack
    }

    let action: Action
    let reason: String
    let tests: [RolloutTest]

    init(_ rollout: Rollout, at now: Date) {
        let (control, candidate) = (rollout.statistics(.control), rollout.statistics(.candidate))
        let plan = rollout.plan
        tests =
            [RolloutTest(errorsOf: control, candidate)]
            + plan.metrics.map { RolloutTest($0, of: control, candidate) }
        guard rollout.state == .running, let next = rollout.nextPercentage else {
            (action, reason) = (.none, "the rollout is \(rollout.state.rawValue)")
            return
        }
        let level = Self.level(of: plan)
        if let doubt = Self.doubt(rollout, tests, at: now) {
            (action, reason) = (.hold, doubt)
        } else if let harm = tests.first(where: { $0.isWorse && ($0.pValue ?? 1) < level }) {
            (action, reason) = (.rollBack, Self.text(of: harm, level))
        } else {
            (action, reason) = (.increase(to: next), "no test finds the candidate worse at the level \(level)")
        }
    }

    /// The level of each test; the last stage has no step of its own.
    static func level(of plan: RolloutPlan) -> Double {
        plan.alpha / Double(max(1, plan.stages.count - 1) * (plan.metrics.count + 1))
    }

    /// Why it cannot be decided yet; nil if it can.
    private static func doubt(_ rollout: Rollout, _ tests: [RolloutTest], at now: Date) -> String? {
        if now < rollout.lookAt { return "the step lasts until \(Timestamp.text(rollout.lookAt))" }
        for arm in RolloutArm.allCases {
            let count = rollout.statistics(arm).count
            if count < rollout.plan.minimumSamples {
                return "the \(arm.rawValue) has \(count) predictions of \(rollout.plan.minimumSamples)"
            }
        }
        return tests.first { $0.pValue == nil }.map { "there are too few values of \($0.metric)" }
    }

    private static func text(of test: RolloutTest, _ level: Double) -> String {
        "\(test.metric) is \(test.candidate ?? 0) instead of \(test.control ?? 0), p = \(test.pValue ?? 0) < \(level)"
    }
}

extension RolloutDecision {
    /// Does what was decided; returns the reason, or nil if nothing changes.
    func apply(to rollout: inout Rollout, at now: Date) -> String? {
        switch action {
        case .none, .hold: return nil
        case .increase(let percentage): rollout.increase(to: percentage, at: now)
        case .rollBack: rollout.rollBack(at: now)
        }
        return reason
    }
}
