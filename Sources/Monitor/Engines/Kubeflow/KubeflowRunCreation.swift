/// The body that creates a run.
struct KubeflowRunCreation: Encodable, Sendable {
    struct Version: Encodable, Sendable {
        let pipeline: String
        let version: String

        private enum CodingKeys: String, CodingKey {
            case pipeline = "pipeline_id"
            case version = "pipeline_version_id"
        }
    }

    struct Runtime: Encodable, Sendable {
        let parameters: [String: JSONValue]
        let pipelineRoot: String?

        private enum CodingKeys: String, CodingKey {
            case parameters
            case pipelineRoot = "pipeline_root"
        }
    }

    /// The key, by which the run is found again.
    let name: String
    let description: String
    let version: Version
    let runtime: Runtime
    let experiment: String?
    let serviceAccount: String?

    private enum CodingKeys: String, CodingKey {
        case description
        case name = "display_name"
        case version = "pipeline_version_reference"
        case runtime = "runtime_config"
        case experiment = "experiment_id"
        case serviceAccount = "service_account"
    }

    init(_ request: RetrainingRequest, of version: KubeflowPipelineVersion, _ configuration: KubeflowConfiguration) {
        name = request.key
        description = "Started by modelwatch, policy \(request.parameters["policy"] ?? "")"
        self.version = Version(pipeline: configuration.pipeline, version: version.id)
        runtime = Runtime(
            parameters: version.parameters(for: request, templates: configuration.parameters),
            pipelineRoot: configuration.pipelineRoot)
        experiment = configuration.experiment
        serviceAccount = configuration.serviceAccount
    }
}
