import Transfers

/// The `prefect` engine: which deployment of which Prefect server is run.
struct PrefectConfiguration: EngineSettings {
    static let name = "prefect"

    /// The base URL of the API, such as `http://localhost:4200/api`.
    let url: String
    /// A deployment's id, or its name as `flow/deployment`.
    let deployment: String
    /// Parameters in addition to those taken from the alert.
    let parameters: [String: ParameterTemplate]
    /// How we identify ourselves.
    let authorization: HTTPAuthorization?
    /// How long one call may take; 10s by default.
    let timeout: Duration
    /// How often the state of the server is measured; never if nil.
    let statusInterval: Duration?

    var backend: String { url }

    init(_ mapping: ConfigurationMapping) {
        url = mapping.url("url")
        deployment = mapping.value("deployment")
        parameters = mapping.parameterTemplates()
        authorization = HTTPAuthorization(mapping)
        timeout = mapping.value("timeout", default: .seconds(10))
        statusInterval = mapping.optionalValue("status_interval")
        mapping.requirePositive("status_interval")
        let parts = deployment.split(separator: "/", omittingEmptySubsequences: false)
        if mapping.contains("deployment"), parts.count > 2 || parts.contains("") {
            mapping.reject("deployment", "must be an id or flow/deployment, found \"\(deployment)\"")
        }
    }

    func engine(with tools: EngineTools) -> any RetrainingEngine {
        PrefectEngine(self, with: tools)
    }
}
