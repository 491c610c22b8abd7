/// The `spend_limit` section of a policy, or of `bridge` for all policies together: its budgets of units.
public struct SpendLimitConfiguration: Sendable, Equatable {
    /// Units within any 24 hours; no limit (0) by default.
    public let daily: Double
    /// Units within any 30 days; no limit (0) by default.
    public let monthly: Double

    init(_ mapping: ConfigurationMapping) {
        daily = mapping.value("daily", default: 0)
        monthly = mapping.value("monthly", default: 0)
        mapping.requireNotNegative("daily", "monthly")
    }

    /// The limit of a period; nil where there is none.
    func limit(of period: SpendPeriod) -> Double? {
        let limit =
            switch period {
            case .daily: daily
            case .monthly: monthly
            }
        return limit > 0 ? limit : nil
    }

    /// The first period within which a run of a cost could never begin; nil if there is none.
    func period(below cost: Double) -> SpendPeriod? {
        SpendPeriod.allCases.first { period in limit(of: period).map { cost > $0 } ?? false }
    }
}
