/// What of the configuration decides on triggers.
struct DecisionSettings: Sendable {
    let policies: [PolicyConfiguration]
    let storm: StormConfiguration
    /// Of all policies together.
    let spendLimit: SpendLimitConfiguration

    init(_ configuration: Configuration) {
        policies = configuration.policies
        storm = configuration.bridge.storm
        spendLimit = configuration.bridge.spendLimit
    }
}
