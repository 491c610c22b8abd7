import Checks

/// What of the budgets is on the metrics page.
enum SpendMeasurements {
    /// - Parameter units: What counts against each policy's budgets, by period.
    static func of(_ units: [SpendPeriod: [String: Double]], _ configuration: Configuration) -> [Checks.Measurement] {
        let costs = configuration.policies.map { Checks.Measurement(BridgeMetric.runCost, [$0.name], $0.cost) }
        return costs
            + SpendPeriod.allCases.flatMap { period -> [Checks.Measurement] in
                // A policy that has spent nothing shows that, and one that was taken away counts on.
                let none = Dictionary(configuration.policies.map { ($0.name, 0.0) }) { first, _ in first }
                let spent = none.merging(units[period] ?? [:]) { $1 }.sorted { $0.key < $1.key }.map { policy, units in
                    Checks.Measurement(BridgeMetric.spend, [policy, period.rawValue], units)
                }
                let limits = configuration.policies.compactMap { policy in
                    policy.spendLimit.limit(of: period).map {
                        Checks.Measurement(BridgeMetric.spendLimit, [policy.name, period.rawValue], $0)
                    }
                }
                let total = configuration.bridge.spendLimit.limit(of: period).map {
                    Checks.Measurement(BridgeMetric.totalSpendLimit, [period.rawValue], $0)
                }
                return spent + limits + [total].compactMap(\.self)
            }
    }
}
