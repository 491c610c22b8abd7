/// The keys about when a model is evaluated; they stand under `global` for all models, and in a model for itself.
public struct EvaluationKeys: Sendable, Equatable {
    /// What becomes of the last good values when an evaluation fails.
    public enum OnError: String, Sendable, ConfigurationChoice {
        /// They stay until they are older than `max_age`.
        case keep
        /// They go at once.
        case drop
        static let placeholder = OnError.keep
    }

    /// `evaluation_interval`: how often the data are looked at.
    public let interval: Duration?
    /// `evaluation_timeout`: how long one evaluation may take.
    public let timeout: Duration?
    /// `max_age`: how old values may become while evaluations fail; zero for no limit.
    public let maxAge: Duration?
    /// `on_error`: whether they stay at all.
    public let onError: OnError?
    /// `schedule`: when evaluations may begin.
    public let window: EvaluationWindow?

    init(_ mapping: ConfigurationMapping) {
        interval = mapping.optionalValue("evaluation_interval")
        timeout = mapping.optionalValue("evaluation_timeout")
        maxAge = mapping.optionalValue("max_age")
        onError = mapping.optionalValue("on_error")
        window = mapping.section("schedule") { .init($0) }
        mapping.requirePositive("evaluation_interval")
        mapping.requirePositive("evaluation_timeout")
    }
}
