/// The `daily_limit` section of a policy: its budget of triggers within any 24 hours.
public struct DailyLimitConfiguration: Sendable, Equatable {
    /// Triggers for one subject; 4 by default, 0 for no limit.
    public let subject: Int
    /// Triggers of the whole policy; no limit (0) by default.
    public let policy: Int

    init(_ mapping: ConfigurationMapping) {
        subject = mapping.value("subject", default: 4)
        policy = mapping.value("policy", default: 0)
        mapping.requireNotNegative("subject", "policy")
    }
}
