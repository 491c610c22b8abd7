import Transfers

/// The `kubeflow` engine: which pipeline of which Kubeflow Pipelines is run.
struct KubeflowConfiguration: EngineSettings {
    static let name = "kubeflow"

    /// The address of the UI, such as `https://kubeflow.example.org/pipeline`, or of the API server.
    let url: String
    /// The id of the pipeline.
    let pipeline: String
    /// The id of the version of the pipeline; the newest by default.
    let version: String?
    /// The id of the experiment; the default one by default.
    let experiment: String?
    /// The namespace in which runs are looked for, where each user has one.
    let namespace: String?
    /// Where the run keeps what it makes; as the pipeline says by default.
    let pipelineRoot: String?
    /// The service account of the run.
    let serviceAccount: String?
    /// The user in whose name we call, behind a gateway that trusts us; sent as `kubeflow-userid`.
    let user: String?
    /// Parameters in addition to those taken from the alert.
    let parameters: [String: ParameterTemplate]
    /// How we identify ourselves.
    let authorization: HTTPAuthorization?
    /// How long one call may take; 10s by default.
    let timeout: Duration

    var backend: String { url }

    init(_ mapping: ConfigurationMapping) {
        url = mapping.url("url")
        pipeline = mapping.value("pipeline")
        version = mapping.optionalValue("version")
        experiment = mapping.optionalValue("experiment")
        namespace = mapping.optionalValue("namespace")
        pipelineRoot = mapping.optionalValue("pipeline_root")
        serviceAccount = mapping.optionalValue("service_account")
        user = mapping.optionalValue("user")
        parameters = mapping.parameterTemplates()
        authorization = HTTPAuthorization(mapping)
        timeout = mapping.value("timeout", default: .seconds(10))
    }

    func engine(with tools: EngineTools) -> any RetrainingEngine {
        KubeflowEngine(self, with: tools)
    }
}
