import Foundation

/// The part of a deployment that decides which parameters can be sent.
struct PrefectDeployment: Decodable, Sendable {
    let id: String
    /// A paused deployment takes runs and leaves them scheduled.
    let paused: Bool?
    /// Whether something asked for its runs lately: `READY`, or `NOT_READY`.
    let status: String?
    let schema: JSONValue?

    private enum CodingKeys: String, CodingKey {
        case id, paused, status
        case schema = "parameter_openapi_schema"
    }

    /// The parameters of a request that the deployment declares; all of them if it accepts any.
    ///
    /// Prefect takes unknown parameters without a word and the run crashes later. Values that come out of an alert
    /// are sent as text, or as a number where the deployment declares one. A parameter is left out that the text cannot
    /// be converted to, so that the flow's default holds.
    func parameters(
        for request: RetrainingRequest, templates: [String: ParameterTemplate]
    ) -> [String: JSONValue] {
        var result: [String: JSONValue] = [:]
        for (name, value) in request.parameters where declares(name) {
            result[name] = JSONValue(value, as: types(of: name))
        }
        for (name, template) in templates {
            result[name] = template.value(request.labels, as: types(of: name))
        }
        return result
    }

    private func declares(_ name: String) -> Bool {
        guard let properties = schema?["properties"]?.object else { return true }
        return properties[name] != nil || schema?["additionalProperties"] == .boolean(true)
    }

    /// The JSON types that the schema allows for a parameter; empty if it names none.
    private func types(of name: String) -> Set<String> {
        guard let property = schema?["properties"]?[name] else { return [] }
        let alternatives = property["anyOf"]?.array ?? [property]
        return Set(alternatives.compactMap { $0["type"]?.string })
    }
}
