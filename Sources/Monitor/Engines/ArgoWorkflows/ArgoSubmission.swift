/// The body that makes a workflow from a template.
struct ArgoSubmission: Encodable, Sendable {
    struct Options: Encodable, Sendable {
        /// Given only once in a namespace.
        let name: String
        /// Each as `name=value`; only the first `=` separates.
        let parameters: [String]
        /// Each as `name=value`, joined by commas.
        let labels: String
        /// Omitted where nil.
        let serviceAccount: String?
    }

    let resourceKind: String
    let resourceName: String
    let submitOptions: Options

    init(_ request: RetrainingRequest, _ configuration: ArgoWorkflowsConfiguration) {
        resourceKind = configuration.kind.rawValue
        resourceName = configuration.template
        let values = request.texts(named: RetrainingRequest.parameterNames)
            .merging(request.texts(configuration.parameters)) { _, configured in configured }
        submitOptions = Options(
            name: request.key,
            parameters: values.sorted { $0.key < $1.key }.map { "\($0.key)=\(ArgoTemplate.inert($0.value))" },
            labels: request.kubernetesLabels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                .joined(separator: ","),
            serviceAccount: configuration.serviceAccount)
    }
}
