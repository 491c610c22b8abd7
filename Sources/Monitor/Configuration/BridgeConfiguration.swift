public import Transfers

/// The `bridge` section: who may send alerts, and when an alert that is no longer heard of counts as gone.
public struct BridgeConfiguration: Sendable, Equatable {
    /// Bearer tokens that `/trigger` accepts; anybody may send where there is none.
    public let tokens: [Secret]
    /// How long after its last notification an open episode is closed as stale; 8h by default.
    ///
    /// Take twice Alertmanager's longest `repeat_interval`.
    public let staleAfter: Duration
    /// The first pause between two looks at a run; 5s by default, growing up to a minute.
    public let pollInterval: Duration

    init(_ mapping: ConfigurationMapping) {
        tokens = mapping.sections("authorization") { $0.secret("credentials") }
        staleAfter = mapping.value("stale_after", default: .seconds(8 * 3600))
        pollInterval = mapping.value("poll_interval", default: .seconds(5))
    }
}
