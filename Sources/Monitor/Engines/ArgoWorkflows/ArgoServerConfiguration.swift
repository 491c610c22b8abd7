import Transfers

/// Which Argo server is asked about workflows.
struct ArgoServerConfiguration: Sendable, Equatable {
    /// The address of the server, such as `https://argo-server.argo:2746`.
    let url: String
    /// The namespace of the workflows.
    let namespace: String
    /// How we identify ourselves.
    let authorization: HTTPAuthorization?
    /// How long one call may take; 10s by default.
    let timeout: Duration

    init(_ mapping: ConfigurationMapping) {
        url = mapping.url("url")
        namespace = mapping.value("namespace")
        authorization = HTTPAuthorization(mapping)
        timeout = mapping.value("timeout", default: .seconds(10))
    }
}
