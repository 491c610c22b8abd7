/// A mistake in the configuration file, with the place where it stands.
public struct ConfigurationError: Error, Equatable {
    /// What is wrong.
    public enum Problem: Equatable, Sendable {
        case unknownKey(String, nearest: String?, known: [String])
        case duplicateKey(String)
        case missingKey(String)
        case wrongType(key: String, expected: String, found: String)
        case exclusiveKeys(String, String)
        case invalidValue(key: String, message: String)
        case syntax(String)
        case unreadable(String)
    }

    /// Stands for the file where something that was typed is meant.
    static let commandLine = "command line"

    /// The file as it was named by the user, or the command line.
    public let file: String
    /// The line, counted from 1; nil if the whole file is meant.
    public let line: Int?
    /// The column, counted from 1.
    public let column: Int?
    /// What is wrong there.
    public let problem: Problem
}

extension ConfigurationError: CustomStringConvertible {
    /// `file:line:column: problem`.
    public var description: String {
        guard let line, let column else { return "\(file): \(problem)" }
        return "\(file):\(line):\(column): \(problem)"
    }
}

extension ConfigurationError.Problem: CustomStringConvertible {
    /// What was expected, what was found, and what to do.
    public var description: String {
        switch self {
        case .unknownKey(let key, let nearest?, _): "unknown key \"\(key)\"; did you mean \"\(nearest)\"?"
        case .unknownKey(let key, nil, let known):
            known.isEmpty
                ? "unknown key \"\(key)\"; no keys are expected here"
                : "unknown key \"\(key)\"; known keys are \(known.sorted().joined(separator: ", "))"
        case .duplicateKey(let key): "key \"\(key)\" is given twice"
        case .missingKey(let key): "key \"\(key)\" is missing"
        case .wrongType(let key, let expected, let found): "\"\(key)\" must be \(expected), found \(found)"
        case .exclusiveKeys(let first, let second): "\"\(first)\" and \"\(second)\" exclude each other; keep one"
        case .invalidValue(let key, let message): "\"\(key)\" \(message)"
        case .syntax(let message): "not valid YAML: \(message)"
        case .unreadable(let message): message
        }
    }
}
