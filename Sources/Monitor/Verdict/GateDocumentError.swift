/// A file that describes no version.
public enum GateDocumentError: Error, Equatable, CustomStringConvertible {
    /// It is no JSON object.
    case noObject(String)
    /// A rule on the command line that cannot be read.
    case rule(String, String)

    /// What was expected.
    public var description: String {
        switch self {
        case .noObject(let name): "\(name) must be a JSON object of numbers, or one with metrics, tags and version"
        case .rule(let text, let reason): "the rule \"\(text)\" \(reason)"
        }
    }
}
