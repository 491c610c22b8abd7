/// The `watch` section: what is looked at after a promotion, and for how long.
struct WatchConfiguration: Sendable, Equatable {
    /// What Prometheus is asked; every sample of the answer is a breach, as with an alert.
    let query: String
    /// The labels that a sample must have to count; text out of an alert never becomes part of the query.
    let labels: [String: LabelTemplate]
    /// How long there must be a breach without a break; 0s by default.
    let hold: Duration
    /// How long the new champion is watched; 1h by default.
    let window: Duration
    /// The time between two looks; 15s by default.
    let interval: Duration

    init(_ mapping: ConfigurationMapping) {
        query = mapping.value("query")
        labels =
            mapping.section("labels") { names in
                Dictionary(names.keys.map { ($0, names.template($0, default: "")) }) { first, _ in first }
            } ?? [:]
        hold = mapping.value("for", default: .zero)
        window = mapping.value("window", default: .seconds(3600))
        interval = mapping.value("interval", default: .seconds(15))
        if mapping.contains("query"), query.isEmpty { mapping.reject("query", "must be a PromQL expression") }
        mapping.requirePositive("window")
        mapping.requirePositive("interval")
        if hold > window { mapping.reject("for", "must not be longer than window") }
    }
}
