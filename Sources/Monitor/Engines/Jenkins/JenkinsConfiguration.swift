import Transfers

/// The `jenkins` engine: which job of which Jenkins is built.
struct JenkinsConfiguration: EngineSettings {
    static let name = "jenkins"

    /// The address of the server, such as `https://jenkins.example.org`.
    let url: String
    /// The job with the folders in which it lies, such as `ml/retrain`.
    let job: String
    /// Parameters in addition to those taken from the alert; the job must declare them.
    let parameters: [String: ParameterTemplate]
    /// How we identify ourselves: a user with an API token as the password.
    let authorization: HTTPAuthorization?
    /// How long one call may take; 10s by default.
    let timeout: Duration

    var backend: String { url }

    init(_ mapping: ConfigurationMapping) {
        url = mapping.url("url")
        job = mapping.value("job")
        parameters = mapping.parameterTemplates()
        authorization = HTTPAuthorization(mapping)
        timeout = mapping.value("timeout", default: .seconds(10))
        if mapping.contains("job"), job.split(separator: "/", omittingEmptySubsequences: false).contains("") {
            mapping.reject("job", "must be the name of a job or folder/job, found \"\(job)\"")
        }
    }

    func engine(with tools: EngineTools) -> any RetrainingEngine {
        JenkinsEngine(self, with: tools)
    }
}
