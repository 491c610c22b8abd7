import Foundation

/// Finds what an engine says about an error in the body of its answer.
enum EngineDetail {
    /// Longer messages do not fit a page.
    static let limit = 300

    /// The text under one of the usual keys of a JSON document; empty if there is none.
    static func text(_ body: Data) -> String {
        guard let document = try? JSONDecoder().decode(JSONValue.self, from: body) else { return "" }
        for key in ["detail", "exception_message", "message", "error", "title"] {
            if let text = message(document[key]) { return text }
        }
        return ""
    }

    /// A text, or the text inside an object that stands in its place or is the first in a list there.
    private static func message(_ value: JSONValue?) -> String? {
        if let text = value?.string { return text }
        if let first = value?.array?.first { return message(first) ?? first["msg"]?.string }
        guard value?.object != nil else { return nil }
        return value?["message"]?.string ?? value?["reason"]?.string
    }
}
