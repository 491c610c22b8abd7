import Transfers

/// The `alertmanager` section: the server, or the servers that share their state, that groups and routes alerts.
public struct AlertmanagerConfiguration: Sendable, Equatable {
    /// The base URLs, without a slash at the end.
    public let urls: [String]
    /// How we identify ourselves.
    let authorization: HTTPAuthorization?
    /// How it is called over TLS.
    let tls: TLSClientConfiguration
    /// How long one call may take; 10s by default.
    let timeout: Duration
    /// Whether the alerts that are active are fetched when the bridge starts; false by default.
    let reconciles: Bool
    /// How often they are fetched after that; never by default.
    let reconcileInterval: Duration?
    /// Only those that are routed to a receiver of this name, a regular expression; nil for all.
    let receiver: String?

    init(_ mapping: ConfigurationMapping) {
        if mapping.contains("url"), mapping.contains("urls") { mapping.add(.exclusiveKeys("url", "urls"), at: "urls") }
        urls = mapping.contains("urls") ? mapping.urls("urls") : [mapping.url("url")]
        authorization = HTTPAuthorization(mapping)
        tls = mapping.tls
        timeout = mapping.value("timeout", default: .seconds(10))
        reconcileInterval = mapping.optionalValue("reconcile_interval")
        reconciles = mapping.value("reconcile", default: reconcileInterval != nil)
        receiver = mapping.optionalValue("receiver")
        mapping.requirePositive("timeout")
        mapping.requirePositive("reconcile_interval")
        if !reconciles, reconcileInterval != nil {
            mapping.reject("reconcile_interval", "belongs to reconcile: true")
        }
    }
}
