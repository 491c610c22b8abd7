import Foundation
import Yams

/// A configuration, ready to be read strictly.
struct ConfigurationDocument {
    /// The file as it was named by the user; its folder is where relative paths start.
    let file: String
    /// What tells the text from another.
    let digest: String
    private(set) var root: Node

    /// More than this is no configuration file, be it a file without end.
    private static let mostBytes = 16 << 20

    /// Loads a file; throws ``InvalidConfiguration`` if it cannot be read or is not YAML.
    init(file: String) throws(InvalidConfiguration) {
        try self.init(text: Self.text(of: file), file: file)
    }

    init(text: String, file: String) throws(InvalidConfiguration) {
        self.init(root: try Self.compose(text, file: file), file: file, digest: StableHash.of(text))
    }

    /// Settings that stand in a document of JSON, such as the body of a request.
    init(_ json: JSONValue) {
        self.init(root: Node(json), file: "", digest: "")
    }

    private init(root: Node, file: String, digest: String) {
        self.root = root
        self.file = file
        self.digest = digest
    }

    /// One model that the command line alone describes; relative paths start at the working folder.
    init(describing model: ConfigurationOverrides) {
        let models = Node([model.applied(to: Node([(Node, Node)]()))])
        let global = model.applied(toGlobal: nil).map { [(Node("global"), $0)] } ?? []
        self.init(root: Node([(Node("models"), models)] + global), file: ConfigurationError.commandLine, digest: "")
    }

    /// Puts settings of the command line over those of models, of which no names stand for all, and of the section
    /// `global`.
    func overridden(by overrides: ConfigurationOverrides, models names: [String]) -> ConfigurationDocument {
        guard var mapping = root.mapping, let models = mapping["models"]?.sequence else { return self }
        mapping["global"] = overrides.applied(toGlobal: mapping["global"])
        let overridden = models.map { model in
            let name = model.mapping?["name"]?.scalar?.string
            return names.isEmpty || names.contains { $0 == name } ? overrides.applied(to: model) : model
        }
        mapping["models"] = .sequence(.init(overridden, models.tag, models.style, models.mark))
        return ConfigurationDocument(root: .mapping(mapping), file: file, digest: digest)
    }

    /// Reads the whole document; throws ``InvalidConfiguration`` with all mistakes.
    func read<Value>(_ body: (ConfigurationMapping) -> Value) throws(InvalidConfiguration) -> Value {
        let folder = URL(filePath: file).standardizedFileURL.deletingLastPathComponent().path(percentEncoded: false)
        let problems = ConfigurationProblems(file: file, folder: folder)
        let mapping = ConfigurationMapping(root.mapping ?? .init([]), key: nil, problems: problems)
        if root.mapping == nil {
            problems.add(.unreadable("the file must hold a mapping of keys to values"), at: root.mark)
        }
        let value = mapping.reading(body)
        guard problems.errors.isEmpty else { throw InvalidConfiguration(errors: problems.sorted) }
        return value
    }

    /// The text of a file.
    static func text(of file: String) throws(InvalidConfiguration) -> String {
        guard let handle = FileHandle(forReadingAtPath: file) else {
            let reason = FileManager.default.fileExists(atPath: file) ? "cannot be opened" : "does not exist"
            throw invalid(file, .unreadable("the configuration file \(reason)"))
        }
        defer { try? handle.close() }
        let data = (try? handle.read(upToCount: mostBytes + 1)) ?? Data()
        guard data.count <= mostBytes else {
            throw invalid(file, .unreadable("the configuration file is larger than \(mostBytes >> 20) MB"))
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw invalid(file, .unreadable("the configuration file cannot be read as UTF-8"))
        }
        return text
    }

    private static func compose(_ text: String, file: String) throws(InvalidConfiguration) -> Node {
        do {
            return try Yams.compose(yaml: text) ?? .mapping(.init([]))
        } catch let error as YamlError {
            throw InvalidConfiguration(errors: [located(error, file: file)])
        } catch {
            throw invalid(file, .syntax("\(error)"))
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
