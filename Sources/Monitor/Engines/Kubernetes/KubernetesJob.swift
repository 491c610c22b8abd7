/// The part of a Job that tells how far it is.
struct KubernetesJob: Decodable, Sendable {
    struct Metadata: Decodable, Sendable {
        let labels: [String: String]?
        let deletionTimestamp: String?
    }

    struct Condition: Decodable, Sendable {
        let type: String
        let status: String
        let reason: String?
        let message: String?

        var text: String { [reason, message].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ": ") }
    }

    struct Status: Decodable, Sendable {
        let active: Int?
        /// Of the active pods those that run; newer clusters tell it.
        let ready: Int?
        let failed: Int?
        let conditions: [Condition]?
    }

    let metadata: Metadata
    let status: Status?

    /// Whether it was made for a key.
    func isOurs(_ key: String) -> Bool { metadata.labels?["modelwatch/trigger"] == KubernetesLabel.value(key) }

    /// The state in words common to all engines.
    var runState: RunState {
        if let condition = condition("Complete") { return .succeeded(condition.text) }
        if let condition = condition("Failed") { return .failed(String(condition.text.prefix(EngineDetail.limit))) }
        if metadata.deletionTimestamp != nil { return .cancelled("the Job is being deleted") }
        if condition("Suspended") != nil { return .cancelled("the Job is suspended") }
        let text = "pods active: \(status?.active ?? 0), failed: \(status?.failed ?? 0)"
        let hasBegun = status?.failed ?? 0 > 0 || status?.ready ?? status?.active ?? 0 > 0
        return hasBegun ? .running(text) : .waiting(text)
    }

    private func condition(_ type: String) -> Condition? {
        status?.conditions?.first { $0.type == type && $0.status == "True" }
    }
}
