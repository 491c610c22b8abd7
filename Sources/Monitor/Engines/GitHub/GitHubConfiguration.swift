import Transfers

/// The `github` engine: which workflow of which repository is run by GitHub Actions.
struct GitHubConfiguration: EngineSettings {
    static let name = "github"
    /// GitHub takes no more inputs than this.
    static let inputLimit = 25

    /// The base URL of the API; `https://HOST/api/v3` for GitHub Enterprise Server.
    let url: String
    /// The repository as `owner/name`.
    let repository: String
    /// The file name of the workflow, or its id.
    let workflow: String
    /// The branch or tag whose workflow is run; `main` by default.
    let ref: String
    /// The parameters of the alert that are sent as inputs; `model` and `trigger` by default.
    let alertParameters: Set<String>
    /// Inputs in addition to those.
    let parameters: [String: ParameterTemplate]
    /// How we identify ourselves.
    let authorization: HTTPAuthorization?
    /// How long one call may take; 10s by default.
    let timeout: Duration

    var backend: String { url }

    init(_ mapping: ConfigurationMapping) {
        let cloud = "https://api.github.com"
        url = mapping.contains("url") ? mapping.url("url") : mapping.value("url", default: cloud)
        repository = mapping.value("repository")
        workflow = mapping.value("workflow")
        ref = mapping.value("ref", default: "main")
        alertParameters = mapping.alertParameters()
        parameters = mapping.parameterTemplates()
        authorization = mapping.requiredAuthorization()
        timeout = mapping.value("timeout", default: .seconds(10))
        let parts = repository.split(separator: "/", omittingEmptySubsequences: false)
        if mapping.contains("repository"), parts.count != 2 || parts.contains("") {
            mapping.reject("repository", "must be owner/name, found \"\(repository)\"")
        }
        if alertParameters.union(parameters.keys).count > Self.inputLimit {
            mapping.reject("parameters", "are too many: a workflow takes \(Self.inputLimit) inputs at most")
        }
    }

    func engine(with tools: EngineTools) -> any RetrainingEngine {
        GitHubEngine(self, with: tools)
    }
}
