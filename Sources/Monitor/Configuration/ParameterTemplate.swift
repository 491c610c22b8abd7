import Yams

/// A parameter from the configuration; only text can refer to labels, so alert data never become anything but text.
public enum ParameterTemplate: Sendable, Equatable {
    case text(LabelTemplate)
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    case invalid(String)
}

extension ParameterTemplate: ConfigurationValue {
    static let expectation = "a string, a number, true or false"
    static let placeholder = ParameterTemplate.boolean(false)

    init?(configuration node: Node) {
        if let value = Bool(configuration: node) {
            self = .boolean(value)
        } else if let value = Int(configuration: node) {
            self = .integer(value)
        } else if let value = Double(configuration: node) {
            self = .number(value)
        } else if let text = String(configuration: node) {
            self = (try? LabelTemplate(text)).map { .text($0) } ?? .invalid(text)
        } else {
            return nil
        }
    }

    /// Notes a template that cannot be parsed.
    func check(in mapping: ConfigurationMapping, at key: String = "parameters") {
        guard case .invalid(let text) = self else { return }
        mapping.reject(key, "holds \"\(text)\": \(LabelTemplateError.unknownReference(text))")
    }
}
