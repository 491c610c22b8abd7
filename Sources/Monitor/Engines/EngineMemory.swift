import Foundation
import Synchronization

/// What engines learn from their servers and need again at the next call, such as tokens; never on a disk.
final class EngineMemory: Sendable {
    private struct Entry {
        let text: String
        let end: Date
    }

    private let entries = Mutex<[[String]: Entry]>([:])

    /// What was kept under these words, unless it is too old.
    func text(_ key: [String], at now: Date = Date()) -> String? {
        entries.withLock { entries in
            entries[key].flatMap { $0.end > now ? $0.text : nil }
        }
    }

    /// Keeps a text until a moment.
    func keep(_ text: String, _ key: [String], until end: Date) {
        entries.withLock { $0[key] = Entry(text: text, end: end) }
    }

    /// Forgets a text that turned out not to hold, unless it was replaced meanwhile.
    func forget(_ text: String, _ key: [String]) {
        entries.withLock { entries in
            if entries[key]?.text == text { entries[key] = nil }
        }
    }
}
