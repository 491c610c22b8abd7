import Transfers

/// The `gitlab` engine: which project's pipeline is run by GitLab CI.
struct GitLabConfiguration: EngineSettings {
    static let name = "gitlab"

    /// The address of the server, such as `https://gitlab.com`.
    let url: String
    /// The id of the project, or its path.
    let project: String
    /// The branch or tag whose pipeline is run; `main` by default.
    let ref: String
    /// Variables in addition to those taken from the alert.
    let parameters: [String: ParameterTemplate]
    /// A pipeline trigger token, with which pipelines are started in place of the API token.
    let triggerToken: Secret?
    /// How we identify ourselves: an API token, which also finds, follows and cancels pipelines.
    let authorization: HTTPAuthorization?
    /// How long one call may take; 10s by default.
    let timeout: Duration

    var backend: String { url }

    init(_ mapping: ConfigurationMapping) {
        url = mapping.url("url")
        project = mapping.value("project")
        ref = mapping.value("ref", default: "main")
        parameters = mapping.parameterTemplates()
        triggerToken = mapping.optionalSecret("trigger_token")
        authorization = mapping.requiredAuthorization()
        timeout = mapping.value("timeout", default: .seconds(10))
        for name in parameters.keys.sorted() where name.wholeMatch(of: /[A-Za-z0-9_]+/) == nil {
            mapping.reject("parameters", "holds \"\(name)\", but a variable has only letters, digits and _")
        }
    }

    func engine(with tools: EngineTools) -> any RetrainingEngine {
        GitLabEngine(self, with: tools)
    }
}
