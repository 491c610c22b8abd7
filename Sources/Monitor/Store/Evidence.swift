import Foundation

/// What a decision was based on, as it is stored.
enum Evidence {
    /// A JSON object with its keys in order.
    static func json(_ values: [String: String]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // A mapping of texts can always be encoded.
        return String(decoding: (try? encoder.encode(values)) ?? Data("{}".utf8), as: UTF8.self)
    }
}
