import Transfers

/// The `alertmanager` section: the server, or the servers that share their state, that groups and routes alerts.
public struct AlertmanagerConfiguration: Sendable, Equatable {
    /// The base URLs, without a slash at the end.
    public let urls: [String]
    /// How we identify ourselves.
    let authorization: HTTPAuthorization?
    /// A file with the certificates to trust, in place of the system's.
    let certificateAuthority: String?
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
        certificateAuthority = mapping.certificateAuthority
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
