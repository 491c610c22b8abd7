/// The `metaflow` engine: which flow, deployed to Argo Workflows, is run.
struct MetaflowConfiguration: EngineSettings {
    static let name = "metaflow"

    /// The Argo server, whose settings stand among ours.
    let server: ArgoServerConfiguration
    /// The name of the template that Metaflow made of the flow.
    let template: String
    /// Parameters in addition to those taken from the alert.
    let parameters: [String: ParameterTemplate]

    var backend: String { server.url }

    init(_ mapping: ConfigurationMapping) {
        server = ArgoServerConfiguration(mapping)
        template = mapping.value("template")
        parameters = mapping.parameterTemplates()
    }

    func engine(with tools: EngineTools) -> any RetrainingEngine {
        let server = ArgoServer(server, with: tools)
        return ArgoWorkflowsEngine(server) { request in
            let body = MetaflowWorkflow(request, template: template, parameters)
            _ = try await server.client.send(body, to: server.workflows, expecting: [200])
        }
    }
}
