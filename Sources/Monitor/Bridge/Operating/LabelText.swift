/// Labels as pages show them.
enum LabelText {
    /// Name and value of each, the name of the alert first; templates escape what is in them.
    static func rows(_ json: String?) -> [[String: String]] {
        TextMapping.read(json)
            .sorted { $0.key == "alertname" || ($1.key != "alertname" && $0.key < $1.key) }
            .map { ["name": $0.key, "value": $0.value] }
    }
}
