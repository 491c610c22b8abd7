/// The `retry` section of a policy: how often and how long the start of a run is tried again.
public struct RetryConfiguration: Sendable, Equatable {
    /// Tries in all, the first one included; 12 by default.
    public let maxAttempts: Int
    /// The longest pause before the second try, doubled for each further one; 1s by default.
    public let minBackoff: Duration
    /// The longest pause of all; 5m by default.
    public let maxBackoff: Duration

    /// The defaults.
    static let standard = RetryConfiguration(
        maxAttempts: 12, minBackoff: .seconds(1), maxBackoff: .seconds(300))

    init(_ mapping: ConfigurationMapping) {
        maxAttempts = mapping.value("max_attempts", default: Self.standard.maxAttempts)
        minBackoff = mapping.value("min_backoff", default: Self.standard.minBackoff)
        maxBackoff = mapping.value("max_backoff", default: Self.standard.maxBackoff)
        if maxAttempts < 1 { mapping.reject("max_attempts", "must be at least 1") }
        if maxBackoff < minBackoff { mapping.reject("max_backoff", "must not be shorter than min_backoff") }
    }

    private init(maxAttempts: Int, minBackoff: Duration, maxBackoff: Duration) {
        self.maxAttempts = maxAttempts
        self.minBackoff = minBackoff
        self.maxBackoff = maxBackoff
    }
}
