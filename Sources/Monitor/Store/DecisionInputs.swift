import Crypto
import Foundation

/// What a retraining was decided on, for the audit trail.
struct DecisionInputs {
    /// By name, as text.
    let values: [String: String]

    init(policy: PolicyConfiguration, situation: some TriggerSituation, alert: Alert, at now: Date) throws {
        let subject = try situation.subject()
        let episode = try situation.episode()
        values = [
            "alert": alert.labels["alertname"] ?? "", "fingerprint": alert.fingerprint,
            "value": AlertValue.text(alert.annotations), "threshold": alert.annotations["threshold"] ?? "",
            "mode": policy.mode.rawValue, "policy_digest": Self.digest(of: policy),
            "earlier_triggers_of_episode": String(episode.ended), "failures_in_a_row": String(subject.failures),
            "cost": LineWriter.number(policy.cost),
            "last_run_ended_at": subject.lastRunEndedAt.map(Timestamp.text) ?? "",
        ]
    }

    /// Tells one version of a policy from another, and nothing of what it holds.
    private static func digest(of policy: PolicyConfiguration) -> String {
        String(SHA256.hash(data: Data(String(describing: policy).utf8)).hexadecimal.prefix(16))
    }
}
