/// A run on a workflow engine.
struct EngineRun: Sendable, Equatable {
    /// The engine's own identifier.
    let id: String
    /// Where a person can look at it; nil if the engine has no page.
    let url: String?
    /// False if the engine had the run already from an earlier call with the same key.
    var isNew = true
}

extension EngineRun {
    /// An address that an engine gave for people; nil unless a browser may follow it.
    static func page(_ text: String?) -> String? {
        guard let text, text.hasPrefix("https://") || text.hasPrefix("http://") else { return nil }
        return text
    }
}
