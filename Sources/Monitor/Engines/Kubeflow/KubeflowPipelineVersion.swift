/// The part of a version of a pipeline that decides which parameters can be sent.
struct KubeflowPipelineVersion: Decodable, Sendable {
    let id: String
    let specification: JSONValue?

    private enum CodingKeys: String, CodingKey {
        case id = "pipeline_version_id"
        case specification = "pipeline_spec"
    }

    /// A list of versions.
    struct List: Decodable, Sendable {
        let versions: [KubeflowPipelineVersion]?

        private enum CodingKeys: String, CodingKey {
            case versions = "pipeline_versions"
        }
    }

    /// The parameters of a request that the pipeline declares, in the types that it declares, and those of the
    /// configuration.
    ///
    /// Kubeflow refuses a run with others. A parameter is left out that the text cannot be converted to, so that the
    /// pipeline's default holds.
    func parameters(
        for request: RetrainingRequest, templates: [String: ParameterTemplate]
    ) -> [String: JSONValue] {
        var result: [String: JSONValue] = [:]
        for (name, value) in request.parameters where declared[name] != nil {
            result[name] = JSONValue(value, as: types(of: name)).map(Self.inert)
        }
        for (name, template) in templates {
            result[name] = template.value(request.labels, as: types(of: name)).map(Self.inert)
        }
        return result
    }

    /// Where a pipeline has settings for a platform, its specification stands beside them.
    private var declared: [String: JSONValue] {
        let specification = specification?["pipeline_spec"] ?? specification
        return specification?["root"]?["inputDefinitions"]?["parameters"]?.object ?? [:]
    }

    /// The JSON type that goes with the declared one; empty if none is declared.
    private func types(of name: String) -> Set<String> {
        switch declared[name]?["parameterType"]?.string {
        case "STRING": ["string"]
        case "NUMBER_INTEGER": ["integer"]
        case "NUMBER_DOUBLE": ["number"]
        case "BOOLEAN": ["boolean"]
        case nil: []
        default: ["none that text can be"]
        }
    }

    /// Kubeflow hands parameters on to Argo.
    private static func inert(_ value: JSONValue) -> JSONValue {
        value.string.map { .string(ArgoTemplate.inert(RetrainingRequest.limited($0))) } ?? value
    }
}
