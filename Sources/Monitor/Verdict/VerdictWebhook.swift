import Transfers

/// Where a verdict is posted to.
struct VerdictWebhook: Sendable, Equatable {
    /// The whole URL.
    let url: String
    /// How we identify ourselves.
    let authorization: HTTPAuthorization?
    /// How it is called over TLS.
    let tls: TLSClientConfiguration
    /// How long one call may take; 10s by default.
    let timeout: Duration

    init(_ mapping: ConfigurationMapping) {
        url = mapping.url("url")
        authorization = HTTPAuthorization(mapping)
        tls = mapping.tls
        timeout = mapping.value("timeout", default: .seconds(10))
    }
}
