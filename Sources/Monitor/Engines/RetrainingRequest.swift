import Foundation

/// What an engine is told about a trigger.
struct RetrainingRequest: Sendable, Equatable, Codable {
    /// `rt-<ulid>-a<attempt>`: the same for every try to start the same run.
    private(set) var key: String
    /// The parameters taken from the alert, always text.
    private(set) var parameters: [String: String]
    /// The labels of the alert, for templates of the configuration.
    let labels: [String: String]

    /// Gathers the parameters of an alert.
    init(key: String, policy: PolicyConfiguration, subject: String, alert: Alert, startsAt: Date) {
        self.key = key
        labels = alert.labels
        parameters = [
            "model": alert.labels["model"] ?? policy.model ?? subject,
            "alert": alert.labels["alertname"] ?? "",
            "value": AlertValue.text(alert.annotations, measured: alert.value),
            "severity": alert.labels["severity"] ?? "",
            "summary": alert.annotations["summary"] ?? "",
            "description": alert.annotations["description"] ?? "",
            "fingerprint": alert.fingerprint,
            "starts_at": Timestamp.text(startsAt),
            "generator_url": alert.generatorURL,
            "trigger": key,
            "policy": policy.name,
        ]
    }

    /// The same request under the key of another attempt.
    func keyed(_ key: String) -> RetrainingRequest {
        var request = self
        request.key = key
        request.parameters["trigger"] = key
        return request
    }
}
