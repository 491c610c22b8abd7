import Yams

/// `rate_limit`: how many requests are let through, whoever they come from.
struct RateLimitConfiguration: Sendable, Equatable {
    /// After this time one more may pass.
    let interval: Duration
    /// How many may pass at once.
    let burst: Int

    /// Reads the section; nil where an interval of 0 turns the limit off.
    init?(_ mapping: ConfigurationMapping) {
        let interval: GoDuration = mapping.value("interval", default: .placeholder)
        burst = mapping.value("burst", default: 0)
        self.interval = interval.duration
        guard interval.duration > .zero else { return nil }
        if burst < 1 { mapping.reject("burst", "must be at least 1, or nobody would ever pass") }
    }

    /// A full bucket of this size.
    var bucket: TokenBucket { TokenBucket(interval: interval, burst: burst) }
}
