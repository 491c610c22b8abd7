import Checks
import Foundation

/// What is measured of rollouts for each scrape: those that run, and for a day those that ended.
enum RolloutMeasurements {
    /// How long a rollout that ended is shown.
    static let afterglow: TimeInterval = 86_400

    static func of(_ rollouts: [Rollout], at now: Date) -> [Checks.Measurement] {
        rollouts.flatMap { of($0, at: now) }
    }

    private static func of(_ rollout: Rollout, at now: Date) -> [Checks.Measurement] {
        var result = [
            Checks.Measurement(
                RolloutMetric.percentage, [rollout.model, rollout.candidate], Double(rollout.percentage))
        ]
        for arm in RolloutArm.allCases {
            let (total, labels) = (rollout.total(arm), [rollout.model, arm.rawValue])
            result.append(Checks.Measurement(RolloutMetric.predictions, labels, Double(total.count)))
            result.append(Checks.Measurement(RolloutMetric.errors, labels, Double(total.errors)))
            for (name, moments) in total.metrics where moments.count > 0 {
                result.append(Checks.Measurement(RolloutMetric.mean, labels + [name], moments.mean))
            }
        }
        for test in RolloutDecision(rollout, at: now).tests {
            guard let pValue = test.pValue else { continue }
            result.append(Checks.Measurement(RolloutMetric.pValue, [rollout.model, test.metric], pValue))
        }
        return result
    }
}
