/// The body with which a job of Azure Machine Learning is made.
struct AzureMLJobCreation: Encodable, Sendable {
    struct Input: Encodable, Sendable {
        let jobInputType = "literal"
        let value: String
    }

    struct Settings: Encodable, Sendable {
        let default_compute: String
    }

    struct Properties: Encodable, Sendable {
        let jobType = "Pipeline"
        let displayName: String
        let experimentName: String?
        let componentId: String
        let computeId: String?
        let settings: Settings?
        let inputs: [String: Input]
        let tags: [String: String]
    }

    let properties: Properties

    /// - Parameter workspace: The workspace's resource id.
    init(_ request: RetrainingRequest, _ configuration: AzureMLConfiguration, in workspace: String) {
        let parts = configuration.component.split(separator: ":").map { EngineClient.segment(String($0)) }
        let component =
            configuration.component.hasPrefix("/")
            ? configuration.component : "\(workspace)/components/\(parts.joined(separator: "/versions/"))"
        let compute = configuration.compute.map { "\(workspace)/computes/\(EngineClient.segment($0))" }
        properties = Properties(
            displayName: request.key, experimentName: configuration.experiment, componentId: component,
            computeId: compute, settings: compute.map { Settings(default_compute: $0) },
            inputs: configuration.parameters.texts(for: request).mapValues { Input(value: $0) },
            tags: request.texts(named: ["alert", "fingerprint", "model", "policy", "trigger"]))
    }
}
