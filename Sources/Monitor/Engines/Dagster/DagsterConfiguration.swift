import Transfers

/// The `dagster` engine: which job of which Dagster is run.
struct DagsterConfiguration: EngineSettings {
    static let name = "dagster"

    /// The base URL without `/graphql`, such as `http://localhost:3000`.
    let url: String
    /// The code location that holds the job.
    let location: String
    /// The repository in it; `__repository__` by default, which is that of definitions.
    let repository: String
    let job: String
    /// The run's configuration; empty by default.
    let runConfiguration: DocumentTemplate
    /// The token of a user of Dagster+.
    let token: Secret?
    /// How we identify ourselves to what stands in front of Dagster.
    let authorization: HTTPAuthorization?
    /// How long one call may take; 10s by default.
    let timeout: Duration

    var backend: String { url }

    init(_ mapping: ConfigurationMapping) {
        url = mapping.url("url")
        location = mapping.value("location")
        repository = mapping.value("repository", default: "__repository__")
        job = mapping.value("job")
        runConfiguration = mapping.value("run_config", default: .object([:]))
        token = mapping.optionalSecret("token")
        authorization = HTTPAuthorization(mapping)
        timeout = mapping.value("timeout", default: .seconds(10))
        mapping.requirePositive("timeout")
        runConfiguration.check(in: mapping, at: "run_config")
        if case .object = runConfiguration { return }
        mapping.reject("run_config", "must be a mapping")
    }

    func engine(with tools: EngineTools) -> any RetrainingEngine {
        DagsterEngine(self, with: tools)
    }
}
