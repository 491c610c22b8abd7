/// A template that cannot be parsed.
enum LabelTemplateError: Error, Equatable, CustomStringConvertible {
    case unclosed(String)
    case unknownReference(String)

    var description: String {
        switch self {
        case .unclosed(let text): "\"\(text)\" lacks }}"
        case .unknownReference(let text): "\"\(text)\" is no reference to a label such as {{ labels.model }}"
        }
    }
}
