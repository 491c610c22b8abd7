import Hummingbird
import Synchronization

@testable import Monitor

/// Stands between a bridge and an engine: answers 503 to everything until it is told to pass calls on.
final class RefusingProxy: Sendable {
    private struct State {
        var refused = 0
        var isOpen = false
    }

    private let state = Mutex(State())
    private let target: String

    init(target: String) {
        self.target = target
    }

    /// How many calls it refused.
    var refused: Int { state.withLock { $0.refused } }

    /// Passes calls on from now on.
    func open() {
        state.withLock { $0.isOpen = true }
    }

    /// The server that the bridge calls.
    var server: FakeServer {
        FakeServer { call in
            let isOpen = self.state.withLock { state in
                if !state.isOpen { state.refused += 1 }
                return state.isOpen
            }
            return isOpen ? try await call.forwarded(to: self.target) : Response(status: .serviceUnavailable)
        }
    }
}
