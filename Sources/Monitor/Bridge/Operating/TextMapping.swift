import Foundation

/// Labels, and other mappings of texts, as the database keeps them.
enum TextMapping {
    /// Reads a JSON object of texts; empty if it is none.
    static func read(_ json: String?) -> [String: String] {
        guard let json else { return [:] }
        return (try? JSONDecoder().decode([String: String].self, from: Data(json.utf8))) ?? [:]
    }
}
