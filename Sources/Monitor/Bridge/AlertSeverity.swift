/// How bad an alert is, by its label `severity`.
enum AlertSeverity: String, Sendable, CaseIterable, Codable {
    case critical
    case warning
    case info
    /// Another text, or none: senders may write anything.
    case other

    init(label: String?) {
        self = label.flatMap(AlertSeverity.init) ?? .other
    }
}
