public import Foundation

/// A version as a file describes it: an object of numbers, or one with `version`, `metrics` and `tags`.
public struct GateDocument: Sendable, Equatable {
    /// The version that the document is about.
    public let version: ModelVersion

    /// Reads a document.
    ///
    /// - Throws: ``GateDocumentError`` if it is no such object.
    public init(_ data: Data, name: String) throws {
        let value = try? JSONDecoder().decode(JSONValue.self, from: data)
        try self.init(value ?? .null, name: name)
    }

    /// Takes a document that stands in another.
    ///
    /// - Throws: ``GateDocumentError`` if it is no such object.
    init(_ value: JSONValue, name: String) throws(GateDocumentError) {
        guard let members = value.object else { throw .noObject(name) }
        let metrics = members["metrics"]?.object ?? members
        let tags = members["tags"]?.object?.compactMapValues(\.string) ?? [:]
        version = ModelVersion(
            version: members["version"]?.string ?? "", metrics: metrics.compactMapValues(\.double), tags: tags)
    }
}
