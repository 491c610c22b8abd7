import Statistics
import Yams

/// What a command line says of models, and of what holds for all, in the keys of the configuration file; it goes before
/// what the file says.
public struct ConfigurationOverrides: Sendable {
    /// A value as the command line has it.
    fileprivate enum Value: Sendable {
        case text(String)
        /// Text, a number, true or false, whichever it looks like.
        case scalar(String)
        case list([String])
    }

    /// In the order of the command line.
    private var settings: [(path: [String], value: Value)] = []
    /// Of the section `global`.
    private var globalSettings: [(path: [String], value: Value)] = []

    /// Says nothing.
    public init() {}

    /// Whether the command line leaves everything to the file.
    public var isEmpty: Bool { settings.isEmpty && globalSettings.isEmpty }

    /// Sets a text under a key of the section `global`; nil leaves it as it is.
    public mutating func setGlobal(_ text: String?, at key: String) {
        if let text { globalSettings.append(([key], .text(text))) }
    }

    /// Sets a text under a key, or under the last of several; nil leaves it as it is.
    public mutating func set(_ text: String?, at path: String...) {
        if let text { settings.append((path, .text(text))) }
    }

    /// Sets a number, a truth value or, where it looks like neither, a text; quotes make it a text in any case.
    public mutating func setScalar(_ text: String?, at path: String...) {
        if let text { settings.append((path, .scalar(text))) }
    }

    /// Sets a list of names separated by commas; no text leaves it as it is.
    public mutating func setList(_ texts: [String], at path: String...) {
        let names = texts.flatMap { $0.split(separator: ",") }.map(String.init)
        if !texts.isEmpty { settings.append((path, .list(names))) }
    }

    /// Sets what stands behind the last `=` of a text under the name before it, as ``set(_:at:)``.
    public mutating func setNamed(_ text: String, at path: String...) {
        let (name, value) = Self.parts(of: text)
        settings.append((path + [name ?? ""], .text(value)))
    }
}

extension ConfigurationOverrides {
    /// Sets a test: `NAME` for all columns, `KIND=NAME` or `COLUMN=NAME`.
    public mutating func setTest(_ text: String) {
        let (scope, name) = Self.parts(of: text)
        let path =
            switch scope {
            case nil: ["test"]
            case let kind? where Self.isKind(kind): [kind]
            case let column?: ["columns", column, "test"]
            }
        settings.append((["drift"] + path, .text(name)))
    }

    /// Sets a threshold: `NUMBER` for all columns, `KIND=NUMBER` or `COLUMN=NUMBER`.
    public mutating func setThreshold(_ text: String) {
        let (scope, number) = Self.parts(of: text)
        let path =
            switch scope {
            case nil: ["threshold"]
            case let kind? where Self.isKind(kind): ["\(kind)_threshold"]
            case let column?: ["columns", column, "threshold"]
            }
        settings.append((["drift"] + path, .scalar(number)))
    }

    private static func isKind(_ name: String) -> Bool { ColumnKind(rawValue: name) != nil }

    /// What stands before and behind the last `=`; names of columns may hold one.
    private static func parts(of text: String) -> (name: String?, value: String) {
        guard let sign = text.lastIndex(of: "=") else { return (nil, text) }
        return (String(text[..<sign]), String(text[text.index(after: sign)...]))
    }
}

extension ConfigurationOverrides {
    /// A model of the configuration file with the settings over what it says.
    func applied(to model: Node) -> Node { Self.put(settings, over: model) }

    /// The section `global` of the configuration file with the settings over what it says; nil where neither says
    /// anything.
    func applied(toGlobal section: Node?) -> Node? {
        globalSettings.isEmpty ? section : Self.put(globalSettings, over: section ?? Node([(Node, Node)]()))
    }

    private static func put(_ settings: [(path: [String], value: Value)], over node: Node) -> Node {
        guard let mapping = node.mapping else { return node }
        let own = settings.reduce(into: Node.Mapping([])) { $0.set($1.value.node, at: $1.path[...]) }
        return .mapping(own.over(mapping))
    }
}

extension ConfigurationOverrides.Value {
    /// Without a mark: it stands in no file.
    fileprivate var node: Node {
        switch self {
        case .text(let text): .scalar(.init(text, Tag(.str)))
        case .scalar(let text): Self.scalar(text)
        case .list(let texts): .sequence(.init(texts.map { .scalar(.init($0, Tag(.str))) }))
        }
    }

    private static func scalar(_ text: String) -> Node {
        if text.count >= 2, let quote = text.first, quote == text.last, quote == "\"" || quote == "'" {
            return .scalar(.init(String(text.dropFirst().dropLast()), Tag(.str)))
        }
        let node = Node(text)
        // YAML takes yes, no, on and off for truth values, too.
        let isPlain = text == "true" || text == "false" || Double(configuration: node) != nil
        return isPlain ? node : .scalar(.init(text, Tag(.str)))
    }
}

extension Node.Mapping {
    /// Puts a value below keys, the last of which it replaces.
    fileprivate mutating func set(_ value: Node, at path: ArraySlice<String>) {
        guard let key = path.first else { return }
        let place = place(of: key)
        var node = value
        if path.count > 1 {
            var inner = place.flatMap { self[$0].value.mapping } ?? .init([])
            inner.set(value, at: path.dropFirst())
            node = .mapping(inner)
        }
        if let place {
            self[place] = (key: self[place].key, value: node)
        } else {
            self[.scalar(.init(key, Tag(.str)))] = node
        }
    }

    /// Its keys, and then those of another mapping that it lacks; where both have a mapping, the same for these.
    fileprivate func over(_ other: Node.Mapping) -> Node.Mapping {
        let own = map { pair -> (Node, Node) in
            guard let below = other.place(of: pair.key.scalar?.string).map({ other[$0] }) else {
                return (pair.key, pair.value)
            }
            guard let inner = pair.value.mapping, let outer = below.value.mapping else {
                return (below.key, pair.value)
            }
            return (below.key, .mapping(inner.over(outer)))
        }
        let rest = other.filter { place(of: $0.key.scalar?.string) == nil }.map { ($0.key, $0.value) }
        return Node.Mapping(own + rest, other.tag, other.style, other.mark)
    }

    private func place(of key: String?) -> Index? { firstIndex { $0.key.scalar?.string == key } }
}
