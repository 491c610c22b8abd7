import Transfers

/// The `prometheus` section: the server that scrapes us and evaluates our rules.
public struct PrometheusConfiguration: Sendable, Equatable {
    /// Its base URL, without a slash at the end.
    public let url: String
    /// The rule file that we write; nil where we write none.
    public let rulesFile: String?

    /// How we identify ourselves.
    let authorization: HTTPAuthorization?
    /// How it is called over TLS.
    let tls: TLSClientConfiguration

    init(_ mapping: ConfigurationMapping) {
        url = mapping.url("url")
        rulesFile = mapping.optionalPath("rules_file")
        authorization = HTTPAuthorization(mapping)
        tls = mapping.tls
    }
}
