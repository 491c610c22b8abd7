import Foundation
import Yams

/// A configuration file as text, ready to be read strictly.
struct ConfigurationDocument {
    let text: String
    /// The file as it was named by the user; its folder is where relative paths start.
    let file: String

    /// Loads a file.
    init(file: String) throws {
        self.file = file
        do {
            text = try String(contentsOf: URL(filePath: file), encoding: .utf8)
        } catch {
            let reason = FileManager.default.fileExists(atPath: file) ? "cannot be read as UTF-8" : "does not exist"
            throw Self.invalid(file, .unreadable("the configuration file \(reason)"))
        }
    }

    init(text: String, file: String) {
        self.text = text
        self.file = file
    }

    /// Reads the whole document; throws ``InvalidConfiguration`` with all mistakes.
    func read<Value>(_ body: (ConfigurationMapping) -> Value) throws -> Value {
        let folder = URL(filePath: file).standardizedFileURL.deletingLastPathComponent().path(percentEncoded: false)
        let problems = ConfigurationProblems(file: file, folder: folder)
        let root = try compose()
        let mapping = ConfigurationMapping(root.mapping ?? .init([]), key: nil, problems: problems)
        if root.mapping == nil {
            problems.add(.unreadable("the file must hold a mapping of keys to values"), at: root.mark)
        }
        let value = mapping.reading(body)
        guard problems.errors.isEmpty else { throw InvalidConfiguration(errors: problems.sorted) }
        return value
    }

    private func compose() throws -> Node {
        do {
            return try Yams.compose(yaml: text) ?? .mapping(.init([]))
        } catch let error as YamlError {
            throw InvalidConfiguration(errors: [Self.located(error, file: file)])
        }
    }

    private static func located(_ error: YamlError, file: String) -> ConfigurationError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            .init(file: file, line: mark.line, column: mark.column, problem: .syntax(problem))
        case .duplicatedKeysInMapping(let keys, let context):
            .init(
                file: file, line: context.mark.line, column: context.mark.column,
                problem: .duplicateKey(keys.min() ?? ""))
        default:
            .init(file: file, line: nil, column: nil, problem: .syntax("\(error)"))
        }
    }

    private static func invalid(_ file: String, _ problem: ConfigurationError.Problem) -> InvalidConfiguration {
        .init(errors: [.init(file: file, line: nil, column: nil, problem: problem)])
    }
}
