import Foundation
import Synchronization

/// The files that one evaluation has used or written, from several threads.
final class StagedFiles: Sendable {
    struct File {
        let temporary: String
        let final: String
    }

    private struct State {
        var staged: [File] = []
        var used: [String] = []
        var byteCount = 0
    }

    private let state = Mutex(State())

    /// Notes a file that was found.
    func use(_ url: URL) {
        let byteCount = (try? url.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
        state.withLock { state in
            state.used.append(url.lastPathComponent)
            state.byteCount += byteCount
        }
    }

    /// Notes a file that was written and is to take its place.
    func add(temporary: String, final: String) {
        state.withLock { $0.staged.append(File(temporary: temporary, final: final)) }
    }

    /// Whether so many bytes more are within the limit.
    func reserve(_ byteCount: Int, limit: Int) -> Bool {
        state.withLock { state in
            guard state.byteCount + byteCount <= limit else { return false }
            state.byteCount += byteCount
            return true
        }
    }

    /// Hands the notes over.
    func take() -> (staged: [File], used: [String]) {
        state.withLock { state in
            defer { state = State() }
            return (state.staged, state.used)
        }
    }
}
