/// The body of Vertex AI's `pipelineJobs.create`.
struct PipelineJobCreation: Encodable, Sendable {
    struct RuntimeConfiguration: Encodable, Sendable {
        let gcsOutputDirectory: String?
        let parameterValues: [String: JSONValue]
    }

    let displayName: String
    let templateUri: String
    let runtimeConfig: RuntimeConfiguration
    let serviceAccount: String?
    let labels: [String: String]

    init(_ request: RetrainingRequest, _ configuration: VertexConfiguration) {
        displayName = request.key
        templateUri = configuration.template
        runtimeConfig = RuntimeConfiguration(
            gcsOutputDirectory: configuration.output, parameterValues: configuration.parameters.values(for: request))
        serviceAccount = configuration.serviceAccount
        labels = [
            "modelwatch-policy": GoogleLabel.value(request.parameters["policy"] ?? ""),
            "modelwatch-model": GoogleLabel.value(request.parameters["model"] ?? ""),
        ]
    }
}
