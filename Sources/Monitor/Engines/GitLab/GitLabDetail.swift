import Foundation

/// Finds what GitLab says about an error: a text, or lists of texts by what they are about.
enum GitLabDetail {
    static func text(_ body: Data) -> String {
        let message = (try? JSONDecoder().decode(JSONValue.self, from: body))?["message"]
        guard let lists = message?.object else { return EngineDetail.text(body) }
        let texts = lists.sorted { $0.key < $1.key }.flatMap { name, list in
            (list.array ?? [list]).compactMap(\.string).map { name == "base" ? $0 : "\(name) \($0)" }
        }
        return String(texts.joined(separator: "; ").prefix(EngineDetail.limit))
    }
}
