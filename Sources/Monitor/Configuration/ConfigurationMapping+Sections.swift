import Yams

extension ConfigurationMapping {
    /// Reads the mapping under a key; nil where the key is absent.
    func section<Value>(_ key: String, _ body: (ConfigurationMapping) -> Value) -> Value? {
        guard let node = node(key) else { return nil }
        guard let (value, tree) = read(node, key: key, body) else { return nil }
        show(tree, at: key)
        return value
    }

    /// Reads the mapping under a key, or one without keys where it is absent, so that its defaults show.
    func sectionOrDefaults<Value>(_ key: String, _ body: (ConfigurationMapping) -> Value) -> Value {
        if let value = section(key, body) { return value }
        let defaults = empty
        let value = body(defaults)
        show(defaults.tree, at: key)
        return value
    }

    /// Reads each mapping of the list under a key; empty where the key is absent.
    func sections<Value>(_ key: String, _ body: (ConfigurationMapping) -> Value) -> [Value] {
        items(key) { read($0, key: key, body) }
    }

    /// Reads each item of the list under a key: a mapping, or a text that is short for one.
    func sections<Value>(
        _ key: String, short: (String) -> Value, _ body: (ConfigurationMapping) -> Value
    ) -> [Value] {
        items(key) { node in
            if let text = String(configuration: node) { return (short(text), ConfigurationTree(node)) }
            return read(node, key: key, body)
        }
    }

    private func items<Value>(_ key: String, _ body: (Node) -> (value: Value, tree: ConfigurationTree)?) -> [Value] {
        guard let node = node(key) else { return [] }
        guard let sequence = node.sequence else {
            problems.add(.wrongType(key: key, expected: "a list", found: node.configurationKind), at: node.mark)
            return []
        }
        let items = sequence.compactMap(body)
        show(.sequence(items.map(\.tree)), at: key)
        return items.map(\.value)
    }

    /// Reads the mappings that stand under free names, such as one for each column.
    func namedSections<Value>(_ key: String, _ body: (String, ConfigurationMapping) -> Value) -> [(String, Value)] {
        section(key) { names in
            names.keys.compactMap { name in
                names.section(name) { body(name, $0) }.map { (name, $0) }
            }
        } ?? []
    }

    /// Reads the values that stand under free names, such as parameters or environment variables.
    func namedValues<Value: ConfigurationValue>(_ key: String, as type: Value.Type = Value.self) -> [String: Value] {
        section(key) { names in
            Dictionary(names.keys.map { ($0, names.value($0)) }) { first, _ in first }
        } ?? [:]
    }

    /// Reads a mapping that must hold exactly one of a closed set of keys, each with a mapping of its own.
    func variant<Value>(
        _ key: String, _ readers: [(name: String, read: (ConfigurationMapping) -> Value)]
    ) -> Value? {
        guard contains(key) else {
            problems.add(.missingKey(key), at: mark)
            return nil
        }
        return section(key) { mapping in
            let found = readers.compactMap { reader in mapping.section(reader.name, reader.read) }
            if found.count > 1 || mapping.keys.isEmpty {
                reject(key, "must hold exactly one of \(readers.map(\.name).joined(separator: ", "))")
            }
            return found.first
        } ?? nil
    }

    private func read<Value>(
        _ node: Node, key: String, _ body: (ConfigurationMapping) -> Value
    ) -> (value: Value, tree: ConfigurationTree)? {
        guard let mapping = node.mapping else {
            problems.add(.wrongType(key: key, expected: "a mapping", found: node.configurationKind), at: node.mark)
            return nil
        }
        let section = ConfigurationMapping(mapping, key: key, problems: problems)
        return (section.reading(body), section.tree)
    }
}
