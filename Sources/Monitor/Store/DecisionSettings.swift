/// What of the configuration decides on triggers.
struct DecisionSettings: Sendable {
    let policies: [PolicyConfiguration]
    let storm: StormConfiguration

    init(_ configuration: Configuration) {
        policies = configuration.policies
        storm = configuration.bridge.storm
    }
}
