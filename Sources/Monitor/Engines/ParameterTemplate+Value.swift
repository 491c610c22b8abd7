extension ParameterTemplate {
    /// The parameter for a set of labels, text as one of the JSON types that are allowed; nil if it is none of them.
    func value(_ labels: [String: String], as types: Set<String> = []) -> JSONValue? {
        switch self {
        case .text(let template): JSONValue(template.rendered(labels), as: types)
        case .integer(let value): .integer(value)
        case .number(let value): .number(value)
        case .boolean(let value): .boolean(value)
        case .invalid: nil
        }
    }

    /// The parameter as text, for engines that know nothing else; nil if the template cannot be parsed.
    func text(_ labels: [String: String]) -> String? {
        switch self {
        case .text(let template): template.rendered(labels)
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .boolean(let value): "\(value)"
        case .invalid: nil
        }
    }
}
