/// The body of SageMaker's `StartPipelineExecution`.
struct PipelineExecutionStart: Encodable, Sendable {
    struct Parameter: Encodable, Sendable {
        let Name: String
        let Value: String
    }

    let PipelineName: String
    let PipelineExecutionDisplayName: String
    let ClientRequestToken: String
    let PipelineParameters: [Parameter]

    /// Longer values are refused.
    private static let valueLimit = 1024

    init(_ request: RetrainingRequest, _ configuration: SageMakerConfiguration) {
        PipelineName = configuration.pipeline
        PipelineExecutionDisplayName = request.key
        ClientRequestToken = request.key
        PipelineParameters = configuration.parameters.texts(for: request).sorted { $0.key < $1.key }
            .map { Parameter(Name: $0, Value: String($1.prefix(Self.valueLimit))) }
    }
}
