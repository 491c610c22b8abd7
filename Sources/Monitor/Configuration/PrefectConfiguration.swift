public import Transfers

/// The `prefect` engine: which deployment of which Prefect server is run.
public struct PrefectConfiguration: Sendable, Equatable {
    /// The base URL of the API, such as `http://localhost:4200/api`.
    public let url: String
    /// A deployment's id, or its name as `flow/deployment`.
    public let deployment: String
    /// Parameters in addition to those taken from the alert.
    public let parameters: [String: ParameterTemplate]
    /// How we identify ourselves.
    public let authorization: HTTPAuthorization?
    /// How long one call may take; 10s by default.
    public let timeout: Duration

    init(_ mapping: ConfigurationMapping) {
        url = mapping.url("url")
        deployment = mapping.value("deployment")
        parameters = mapping.namedValues("parameters")
        authorization = HTTPAuthorization(mapping)
        timeout = mapping.value("timeout", default: .seconds(10))
        for template in parameters.values { template.check(in: mapping) }
        let parts = deployment.split(separator: "/", omittingEmptySubsequences: false)
        if mapping.contains("deployment"), parts.count > 2 || parts.contains("") {
            mapping.reject("deployment", "must be an id or flow/deployment, found \"\(deployment)\"")
        }
    }
}
