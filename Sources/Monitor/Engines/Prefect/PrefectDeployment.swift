import Foundation

/// The part of a deployment that decides which parameters can be sent.
struct PrefectDeployment: Decodable, Sendable {
    let id: String
    let schema: JSONValue?

    private enum CodingKeys: String, CodingKey {
        case id
        case schema = "parameter_openapi_schema"
    }

    /// The parameters of a request that the deployment declares; all of them if it accepts any.
    ///
    /// Prefect takes unknown parameters without a word and the run crashes later. Values that come out of an alert
    /// are sent as text, or as a number where the deployment declares one: never as an object, which Prefect would
    /// interpret.
    func parameters(
        for request: RetrainingRequest, templates: [String: ParameterTemplate]
    ) -> [String: JSONValue] {
        var result: [String: JSONValue] = [:]
        for (name, value) in request.parameters where declares(name) {
            result[name] = converted(value, to: types(of: name))
        }
        for (name, template) in templates {
            result[name] = value(template, for: name, request.labels)
        }
        return result
    }

    private func value(_ template: ParameterTemplate, for name: String, _ labels: [String: String]) -> JSONValue? {
        switch template {
        case .text(let template): converted(template.rendered(labels), to: types(of: name))
        case .integer(let value): .integer(value)
        case .number(let value): .number(value)
        case .boolean(let value): .boolean(value)
        case .invalid: nil
        }
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

    /// Leaves a parameter out that the text cannot be converted to, so that the flow's default holds.
    private func converted(_ text: String, to types: Set<String>) -> JSONValue? {
        if types.isEmpty || types.contains("string") { return .string(text) }
        if types.contains("integer"), let value = Int(text) { return .integer(value) }
        if types.contains("number"), let value = Double(text), value.isFinite { return .number(value) }
        return nil
    }
}
