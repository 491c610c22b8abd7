import Checks
import Yams

/// Reads one mapping of the configuration file strictly.
///
/// Accessors never throw: they note what is wrong with its place and return a placeholder, and the file as a
/// whole is refused when anything was noted. A key that no accessor asked for is a mistake; this is checked when
/// the closure that reads the mapping returns, so nobody can forget it.
///
///     configuration.section("prometheus") { mapping in
///         Prometheus(url: mapping.value("url"), timeout: mapping.value("timeout", default: .seconds(10)))
///     }
final class ConfigurationMapping {
    /// The key under which this mapping stands; nil for the whole file.
    let key: String?
    let problems: ConfigurationProblems
    private let mapping: Node.Mapping
    private var asked: [String] = []
    private var takesAnyKey = false
    private var shown: [ConfigurationTree.Entry] = []

    init(_ mapping: Node.Mapping, key: String?, problems: ConfigurationProblems) {
        self.mapping = mapping
        self.key = key
        self.problems = problems
    }

    /// Where the mapping begins.
    var mark: Mark? { mapping.mark }

    /// Every key of the mapping, in the order of the file.
    var keys: [String] {
        mapping.compactMap { $0.key.scalar?.string }
    }

    /// The value of a key that must be there.
    func value<Value: ConfigurationValue>(_ key: String, as type: Value.Type = Value.self) -> Value {
        guard node(key) != nil else {
            problems.add(.missingKey(key), at: mark)
            return .placeholder
        }
        return value(key, default: .placeholder)
    }

    /// The value of a key, or a default where the key is absent.
    func value<Value: ConfigurationValue>(_ key: String, default fallback: Value) -> Value {
        if let value: Value = optionalValue(key) { return value }
        if let node = fallback.configuration { show(ConfigurationTree(node, under: key), at: key) }
        return fallback
    }

    /// The value of a key, or nil where the key is absent.
    func optionalValue<Value: ConfigurationValue>(_ key: String, as type: Value.Type = Value.self) -> Value? {
        guard let node = node(key) else { return nil }
        if let value = Value(configuration: node) { return value }
        problems.add(.wrongType(key: key, expected: Value.expectation, found: node.configurationKind), at: node.mark)
        return Value.placeholder
    }

    /// Notes that the value of a key is well-formed but not acceptable; the message continues the quoted key.
    func reject(_ key: String, _ message: String) {
        problems.add(.invalidValue(key: key, message: message), at: node(key)?.mark ?? mark)
    }

    /// Notes a mistake at a key.
    func add(_ problem: ConfigurationError.Problem, at key: String) {
        problems.add(problem, at: mapping.first { $0.key.scalar?.string == key }?.key.mark ?? mark)
    }

    /// Whether the key is there, which also makes it a known one.
    func contains(_ key: String) -> Bool {
        node(key) != nil
    }

    /// Lets keys pass that nobody asked for.
    func allowAnyKey() {
        takesAnyKey = true
    }

    /// The node of a key, which is known from now on.
    func node(_ key: String) -> Node? {
        asked.append(key)
        guard let node = mapping.first(where: { $0.key.scalar?.string == key })?.value else { return nil }
        if !shown.contains(where: { $0.key == key }) { show(ConfigurationTree(node, under: key), at: key) }
        return node
    }

    /// What the keys that were asked for so far amount to: those of the file in its order, then defaults.
    var tree: ConfigurationTree {
        let given = keys.compactMap { key in shown.first { $0.key == key } }
        return .mapping(given + shown.filter { entry in !given.contains { $0.key == entry.key } })
    }

    /// Determines what is shown of a key.
    func show(_ tree: ConfigurationTree, at key: String) {
        let entry = ConfigurationTree.Entry(key: key, value: tree)
        if let index = shown.firstIndex(where: { $0.key == key }) { shown[index] = entry } else { shown.append(entry) }
    }

    /// Shows the keys under a key, and none of the values.
    func conceal(_ key: String) {
        guard let node = node(key) else { return }
        show(ConfigurationTree(node).concealed, at: key)
    }

    /// Runs the closure and then notes every key that it did not ask for.
    func reading<Value>(_ body: (ConfigurationMapping) -> Value) -> Value {
        let value = body(self)
        guard !takesAnyKey else { return value }
        let known = Set(asked)
        for (node, _) in mapping {
            let name = node.scalar?.string ?? node.configurationKind
            guard !known.contains(name) else { continue }
            let nearest = NearestName.of(name, among: known)
            problems.add(.unknownKey(name, nearest: nearest, known: known.sorted()), at: node.mark)
        }
        return value
    }
}
