/// A file that describes no version.
public enum GateDocumentError: Error, Equatable, CustomStringConvertible {
    /// It is no JSON object.
    case noObject(String)
    /// A rule on the command line that cannot be read.
    case rule(String, String)
    /// A rule with a text that is no name.
    case longText(Int)
    /// More rules times metrics than are compared in a request.
    case tooLarge(rules: Int, metrics: Int, limit: Int)

    /// What was expected.
    public var description: String {
        switch self {
        case .noObject(let name): "\(name) must be a JSON object of numbers, or one with metrics, tags and version"
        case .longText(let limit): "the texts of rules must have at most \(limit) bytes"
        case .tooLarge(let rules, let metrics, let limit):
            "\(rules) rules over \(metrics) metrics are too many: send the metrics that count, rules times metrics at most \(limit)"
        case .rule(let text, let reason): "the rule \"\(text)\" \(reason)"
        }
    }
}
