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
    public let window: WeeklyWindow?

    /// What holds where the file says nothing.
    static let standard = EvaluationKeys(
        interval: .seconds(30), timeout: .seconds(300), maxAge: .seconds(24 * 3600), onError: .keep, window: nil)

    private init(interval: Duration, timeout: Duration, maxAge: Duration, onError: OnError, window: WeeklyWindow?) {
        self.interval = interval
        self.timeout = timeout
        self.maxAge = maxAge
        self.onError = onError
        self.window = window
    }

    /// - Parameter defaults: What holds for keys that are absent; nil to leave them open.
    init(_ mapping: ConfigurationMapping, defaults: EvaluationKeys? = nil) {
        func value<Value: ConfigurationValue>(_ key: String, _ fallback: Value?) -> Value? {
            fallback.map { mapping.value(key, default: $0) } ?? mapping.optionalValue(key)
        }
        interval = value("evaluation_interval", defaults?.interval)
        timeout = value("evaluation_timeout", defaults?.timeout)
        maxAge = value("max_age", defaults?.maxAge)
        onError = value("on_error", defaults?.onError)
        window = mapping.section("schedule") { .init($0) }
        mapping.requirePositive("evaluation_interval")
        mapping.requirePositive("evaluation_timeout")
    }
}
