/// The `argo_workflows` engine: from which template workflows are made.
struct ArgoWorkflowsConfiguration: EngineSettings {
    static let name = "argo_workflows"

    /// The server, whose settings stand among ours.
    let server: ArgoServerConfiguration
    /// The name of the template.
    let template: String
    /// What kind of template it is; `WorkflowTemplate` by default.
    let kind: ArgoTemplateKind
    /// The service account of the workflow; that of the template by default.
    let serviceAccount: String?
    /// Parameters in addition to those taken from the alert.
    let parameters: [String: ParameterTemplate]

    var backend: String { server.url }

    init(_ mapping: ConfigurationMapping) {
        server = ArgoServerConfiguration(mapping)
        template = mapping.value("template")
        kind = mapping.value("kind", default: .workflowTemplate)
        serviceAccount = mapping.optionalValue("service_account")
        parameters = mapping.parameterTemplates()
        for name in parameters.keys.sorted() where name.contains("=") || name.isEmpty {
            mapping.reject("parameters", "holds \"\(name)\", but the name of a parameter has no =")
        }
    }

    func engine(with tools: EngineTools) -> any RetrainingEngine {
        let server = ArgoServer(server, with: tools)
        return ArgoWorkflowsEngine(server) { request in
            let body = ArgoSubmission(request, self)
            _ = try await server.client.send(body, to: "\(server.workflows)/submit", expecting: [200])
        }
    }
}
