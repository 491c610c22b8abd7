import Foundation
import Testing
import TestSupport

@testable import Monitor

struct RolloutDecisionTests {
    private static let start = Date(timeIntervalSince1970: 1_800_000_000)

    private static func rollout(_ change: (inout RolloutPlan) -> Void = { _ in }) -> Rollout {
        var plan = RolloutPlan()
        change(&plan)
        return Rollout(
            id: "01jdexample000000000000000", model: "m", control: "1", candidate: "2", plan: plan, at: start)
    }

    private static func observe(_ rollout: inout Rollout, _ arm: RolloutArm, _ count: Int, errors: Int) {
        for index in 0..<count { rollout.observe(RolloutObservation(arm, isError: index < errors)) }
    }

    @Test func `it begins with ten percent and adds ten each time, at most all`() {
        var rollout = Self.rollout()
        var shares = [rollout.percentage]
        while let next = rollout.nextPercentage {
            rollout.increase(to: next, at: Self.start)
            shares.append(rollout.percentage)
        }
        #expect(shares == [10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
        #expect(rollout.state == .completed)
        rollout.increase(to: 110, at: Self.start)
        #expect(rollout.percentage == 100)
        var other = Self.rollout()
        other.increase(to: 95 + 10, at: Self.start)
        #expect(other.percentage == 100 && other.state == .completed)
    }

    @Test(
        arguments: [
            (3599, 100, 0, 100, 0, .hold), (3600, 99, 0, 100, 0, .hold), (3600, 100, 0, 99, 0, .hold),
            (3600, 100, 0, 100, 0, .increase(to: 20)), (3600, 100, 50, 100, 0, .increase(to: 20)),
            (3600, 100, 0, 100, 5, .increase(to: 20)), (3600, 100, 0, 100, 15, .rollBack),
            (3600, 1000, 10, 1000, 30, .rollBack), (3600, 1000, 10, 1000, 20, .increase(to: 20)),
        ] as [(Int, Int, Int, Int, Int, RolloutDecision.Action)])
    func `it is decided once the step is over and both arms have enough`(
        seconds: Int, control: Int, controlErrors: Int, candidate: Int, candidateErrors: Int,
        action: RolloutDecision.Action
    ) {
        var rollout = Self.rollout()
        Self.observe(&rollout, .control, control, errors: controlErrors)
        Self.observe(&rollout, .candidate, candidate, errors: candidateErrors)
        let decision = RolloutDecision(rollout, at: Self.start + TimeInterval(seconds))
        #expect(decision.action == action, "\(decision.reason)")
    }

    @Test func `a metric counts in its direction, and without values nothing is decided`() {
        for (direction, shift, action) in [
            (MetricDirection.lower, 5.0, RolloutDecision.Action.rollBack), (.lower, -5, .increase(to: 20)),
            (.higher, -5, .rollBack), (.higher, 5, .increase(to: 20)),
        ] {
            var rollout = Self.rollout { $0.metrics = [.init(name: "latency", direction: direction)] }
            #expect(RolloutDecision(rollout, at: Self.start + 3600).action == .hold)
            for index in 0..<100 {
                let noise = Double(index % 10)
                rollout.observe(RolloutObservation(.control, values: ["latency": 50 + noise]))
                rollout.observe(RolloutObservation(.candidate, values: ["latency": 50 + noise + shift]))
            }
            #expect(RolloutDecision(rollout, at: Self.start + 3600).action == action)
        }
        var rollout = Self.rollout { $0.metrics = [.init(name: "latency", direction: .lower)] }
        Self.observe(&rollout, .control, 100, errors: 0)
        Self.observe(&rollout, .candidate, 100, errors: 0)
        let decision = RolloutDecision(rollout, at: Self.start + 3600)
        #expect(decision.action == .hold && decision.reason == "there are too few values of latency")
    }

    @Test func `each step is judged by what was seen in it`() {
        var rollout = Self.rollout()
        Self.observe(&rollout, .candidate, 100, errors: 90)
        Self.observe(&rollout, .control, 100, errors: 0)
        rollout.increase(to: 20, at: Self.start + 10)
        #expect(rollout.statistics(.candidate).count == 0 && rollout.total(.candidate).errors == 90)
        Self.observe(&rollout, .candidate, 100, errors: 0)
        Self.observe(&rollout, .control, 100, errors: 0)
        #expect(RolloutDecision(rollout, at: Self.start + 3609).action == .hold)
        #expect(RolloutDecision(rollout, at: Self.start + 3610).action == .increase(to: 30))
    }

    @Test func `what is over stays as it is`() {
        var rollout = Self.rollout()
        rollout.rollBack(at: Self.start)
        #expect(rollout.percentage == 0 && rollout.state == .rolledBack)
        #expect(RolloutDecision(rollout, at: Self.start + 7200).action == .none)
        rollout.increase(to: 50, at: Self.start)
        #expect(rollout.percentage == 0)
        #expect(rollout.arm(at: 0) == .control)
        var whole = Self.rollout { $0.stages = [100] }
        #expect(whole.state == .completed && whole.arm(at: 9999) == .candidate)
        whole.rollBack(at: Self.start)
        #expect(whole.state == .completed)
    }

    /// 400 rollouts of an equal version by nine steps: at most one in twenty may be rolled back by chance, and far fewer
    /// are, for Fisher's test is careful with small counts. A version with four times the errors is nearly always found.
    @Test func `an equal version is rarely rolled back, and a bad one nearly always`() {
        var counts = [0, 0]
        for (kind, rate) in [0.05, 0.2].enumerated() {
            for seed in 0..<400 {
                var random = SplitMix64(seed: UInt64(seed))
                var rollout = Self.rollout { $0.minimumSamples = 200 }
                var now = Self.start
                while rollout.state == .running {
                    for arm in RolloutArm.allCases {
                        for _ in 0..<200 {
                            let chance = arm == .control ? 0.05 : rate
                            let isError = Double.random(in: 0..<1, using: &random) < chance
                            rollout.observe(RolloutObservation(arm, isError: isError))
                        }
                    }
                    now += 3600
                    _ = RolloutDecision(rollout, at: now).apply(to: &rollout, at: now)
                }
                if rollout.state == .rolledBack { counts[kind] += 1 }
            }
        }
        #expect(counts[0] <= 20, "\(counts)")
        #expect(counts[1] >= 396, "\(counts)")
    }

    @Test(
        arguments: [
            ("{}", nil), (#"{"stages": [100]}"#, nil), (#"{"stages": [5, 50, 100], "alpha": 0.01}"#, nil),
            (#"{"stages": []}"#, "stages must rise"), (#"{"stages": [0, 100]}"#, "stages must rise"),
            (#"{"stages": [50, 20, 100]}"#, "stages must rise"), (#"{"stages": [10, 20]}"#, "stages must rise"),
            (#"{"minimum_samples": 1}"#, "minimum_samples"), (#"{"alpha": 0}"#, "alpha"), (#"{"alpha": 1}"#, "alpha"),
            (#"{"interval_seconds": 0}"#, "interval_seconds"),
            (#"{"metrics": [{"name": "a", "direction": "lower"}, {"name": "a", "direction": "lower"}]}"#, "the names"),
            (#"{"metrics": [{"name": "error_rate", "direction": "lower"}]}"#, "the names"),
        ] as [(String, String?)])
    func `a plan that cannot be followed is told`(text: String, problem: String?) throws {
        let plan = try JSONDecoder().decode(RolloutPlan.self, from: Data(text.utf8))
        #expect(plan.problem == nil ? problem == nil : plan.problem?.hasPrefix(problem ?? "?") == true)
    }
}
