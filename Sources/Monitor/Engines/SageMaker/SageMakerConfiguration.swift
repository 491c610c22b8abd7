import Transfers

/// The `sagemaker` engine: which pipeline of Amazon SageMaker is run.
struct SageMakerConfiguration: EngineSettings {
    static let name = "sagemaker"

    /// The pipeline's name or ARN.
    let pipeline: String
    /// Nil for what the environment or the profile say, else `us-east-1`.
    let region: String?
    /// The base URL of the service; nil for `AWS_ENDPOINT_URL_SAGEMAKER`, `AWS_ENDPOINT_URL` or Amazon's.
    let endpoint: String?
    /// Who asks.
    let identity: AWSIdentity
    /// What the pipeline is given.
    let parameters: EngineParameters
    /// How long one call may take; 10s by default.
    let timeout: Duration

    var backend: String { "\(Self.name) \(endpoint ?? region ?? "")" }

    init(_ mapping: ConfigurationMapping) {
        pipeline = mapping.value("pipeline")
        region = mapping.optionalValue("region")
        endpoint = mapping.contains("endpoint") ? mapping.url("endpoint") : nil
        identity = AWSIdentity(mapping)
        parameters = EngineParameters(mapping)
        timeout = mapping.value("timeout", default: .seconds(10))
        if mapping.contains("pipeline"), pipeline.isEmpty { mapping.reject("pipeline", "must not be empty") }
    }

    func engine(with tools: EngineTools) -> any RetrainingEngine {
        SageMakerEngine(SageMakerClient(self, with: tools))
    }
}
