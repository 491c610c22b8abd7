/// The `rate` section of a policy: how fast triggers may follow each other, whatever their subjects.
public struct RateConfiguration: Sendable, Equatable {
    /// How long it takes until one more trigger may be made; 10m by default, 0s for no limit.
    public let interval: Duration
    /// Triggers that may be made at once after a quiet time; 3 by default.
    public let burst: Int

    init(_ mapping: ConfigurationMapping) {
        interval = mapping.value("interval", default: .seconds(600))
        burst = mapping.value("burst", default: 3)
        if burst < 1 { mapping.reject("burst", "must be at least 1") }
    }
}
