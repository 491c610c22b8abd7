/// One entry of `policies`: which alerts retrain what, on which engine, under which limits.
public struct PolicyConfiguration: Sendable, Equatable {
    /// The name that appears in the label `policy`.
    public let name: String
    /// All of them must match the labels of an alert.
    public let matchers: [LabelMatcher]
    /// What is retrained: at most one unfinished trigger exists for each subject; `{{ labels.model }}` by default.
    public let subject: LabelTemplate
    /// The model handed to the engine where the alert has no label `model`.
    public let model: String?
    /// What runs the retraining.
    public let engine: EngineConfiguration
    /// How much happens without a person; `approve` by default.
    public let mode: PolicyMode
    /// How long a trigger waits for the alert to resolve before it is dispatched; 0s by default.
    public let hold: Duration
    /// How long after the end of a retraining the subject stays suppressed; 1h by default.
    public let cooldown: Duration
    /// How often and how long a start is tried again.
    public let retry: RetryConfiguration

    init(_ mapping: ConfigurationMapping) {
        name = mapping.value("name")
        matchers = Self.matchers(mapping)
        model = mapping.optionalValue("model")
        subject = mapping.template("subject", default: mapping.contains("model") ? model ?? "" : "{{ labels.model }}")
        engine = EngineConfiguration(mapping)
        mode = mapping.value("mode", default: .approve)
        hold = mapping.value("hold", default: .zero)
        cooldown = mapping.value("cooldown", default: .seconds(3600))
        retry = mapping.sectionOrDefaults("retry") { .init($0) }
    }

    private static func matchers(_ mapping: ConfigurationMapping) -> [LabelMatcher] {
        let texts: [String] = mapping.value("match")
        if texts.isEmpty, mapping.contains("match") {
            mapping.reject("match", "must hold at least one matcher such as alertname=\"ModelDrift\"")
        }
        return texts.compactMap { text in
            do {
                return try LabelMatcher(text)
            } catch {
                mapping.reject("match", "holds \(text): \(error)")
                return nil
            }
        }
    }
}
