public import Transfers

/// The `bridge` section: who may send alerts, and when an alert that is no longer heard of counts as gone.
public struct BridgeConfiguration: Sendable, Equatable {
    /// Bearer tokens that `/trigger` accepts; anybody may send where there are neither these nor signatures.
    public let tokens: [Secret]
    /// Keys of signatures that `/trigger` accepts.
    let signatures: [SignatureConfiguration]
    /// From where deliveries are taken; everywhere by default.
    let deliveryNetworks: NetworkRule
    /// From where operators act; everywhere by default.
    let operatorNetworks: NetworkRule
    /// Who may decide on triggers; nobody where there is none.
    public let operators: [OperatorConfiguration]
    /// How long after its last notification an open episode is closed as stale; 8h by default.
    ///
    /// Take twice Alertmanager's longest `repeat_interval`.
    public let staleAfter: Duration
    /// How long deliveries are kept that led to no trigger; 30d by default, 0 for ever.
    public let deliveryRetention: Duration
    /// The first pause between two looks at a run; 5s by default, growing up to a minute.
    public let pollInterval: Duration
    /// Runs of all policies in progress at most; 20 by default, 0 for no limit.
    public let maxConcurrent: Int
    /// How many of the last bodies that cannot be read are kept; 0 by default, at most 100.
    let keepRejected: Int
    /// When so many subjects ask for a retraining that a person should look first.
    public let storm: StormConfiguration
    /// Units of all policies within 24 hours and within 30 days.
    public let spendLimit: SpendLimitConfiguration

    init(_ mapping: ConfigurationMapping) {
        tokens = mapping.sections("authorization") { $0.secret("credentials") }
        signatures = mapping.sections("signatures") { .init($0) }
        deliveryNetworks = mapping.networks("delivery_networks")
        operatorNetworks = mapping.networks("operator_networks")
        operators = mapping.uniquelyNamed("operators", \.name) { .init($0) }
        staleAfter = mapping.value("stale_after", default: .seconds(8 * 3600))
        deliveryRetention = mapping.value("delivery_retention", default: .seconds(30 * 86_400))
        pollInterval = mapping.value("poll_interval", default: .seconds(5))
        maxConcurrent = mapping.value("max_concurrent", default: 20)
        keepRejected = mapping.value("keep_rejected", default: 0)
        storm = mapping.sectionOrDefaults("storm") { .init($0) }
        spendLimit = mapping.sectionOrDefaults("spend_limit") { .init($0) }
        if deliveryRetention != .zero, deliveryRetention < .seconds(86_400) {
            mapping.reject("delivery_retention", "must be at least 1d, or 0 to keep deliveries for ever")
        }
        if !(0...100).contains(keepRejected) { mapping.reject("keep_rejected", "must lie between 0 and 100") }
        if keepRejected > 0, tokens.isEmpty, signatures.isEmpty {
            mapping.reject("keep_rejected", "needs authorization or signatures: of strangers nothing is kept")
        }
        mapping.requireNotNegative("max_concurrent")
    }

    /// Whether deliveries need neither a token nor a signature.
    var isOpenToAll: Bool { tokens.isEmpty && signatures.isEmpty }
}
