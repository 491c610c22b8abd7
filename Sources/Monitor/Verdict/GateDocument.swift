public import Foundation

/// A version as a file describes it: an object of numbers, or one with `version`, `metrics` and `tags`.
public struct GateDocument: Sendable, Equatable {
    /// The version that the document is about.
    public let version: ModelVersion

    /// Reads a document.
    ///
    /// - Throws: ``GateDocumentError`` if it is no such object.
    public init(_ data: Data, name: String) throws {
        guard let members = try? JSONDecoder().decode([String: JSONValue].self, from: data) else {
            throw GateDocumentError.noObject(name)
        }
        let metrics = members["metrics"]?.object ?? members
        let tags = members["tags"]?.object?.compactMapValues(\.string) ?? [:]
        version = ModelVersion(
            version: members["version"]?.string ?? "", metrics: metrics.compactMapValues(Self.number), tags: tags)
    }

    private static func number(_ value: JSONValue) -> Double? {
        switch value {
        case .number(let value): value
        case .integer(let value): Double(value)
        default: nil
        }
    }
}
