import Yams

extension ConfigurationMapping {
    /// Reads the mapping under a key; nil where the key is absent or has no value, as exporter-toolkit takes it.
    func presentSection<Value>(_ key: String, _ body: (ConfigurationMapping) -> Value) -> Value? {
        guard let node = node(key), node.tag.description != Tag.Name.null.rawValue else { return nil }
        return section(key, body)
    }
}
