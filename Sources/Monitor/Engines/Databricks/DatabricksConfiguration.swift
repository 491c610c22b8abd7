import Transfers

/// The `databricks` engine: which job of a Databricks workspace is run.
struct DatabricksConfiguration: EngineSettings {
    static let name = "databricks"

    /// The workspace's URL.
    let url: String
    let job: Int
    /// The job parameters.
    let parameters: EngineParameters
    /// A personal access token; nil to log in.
    let authorization: HTTPAuthorization?
    /// The login of a service principal; nil where a token is given.
    let credentials: ClientCredentials?
    /// How long one call may take; 10s by default.
    let timeout: Duration

    var backend: String { url }

    init(_ mapping: ConfigurationMapping) {
        let url = mapping.url("url")
        self.url = url
        job = mapping.value("job_id")
        parameters = EngineParameters(mapping)
        authorization = HTTPAuthorization(mapping)
        timeout = mapping.value("timeout", default: .seconds(10))
        credentials = mapping.section("client_credentials") {
            ClientCredentials(
                url: url + "/oidc/v1/token", clientID: $0.value("client_id"), secret: $0.secret("client_secret"),
                scope: "all-apis", style: .header, server: .engine)
        }
        if authorization != nil, credentials != nil {
            mapping.add(.exclusiveKeys("authorization", "client_credentials"), at: "client_credentials")
        }
        if authorization == nil, credentials == nil {
            mapping.reject("client_credentials", "or \"authorization\" must be given")
        }
        if mapping.contains("job_id"), job < 1 { mapping.reject("job_id", "must be greater than 0") }
    }

    func engine(with tools: EngineTools) -> any RetrainingEngine {
        DatabricksEngine(self, with: tools)
    }
}
