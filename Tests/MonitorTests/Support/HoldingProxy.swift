import Foundation
import Hummingbird
import Synchronization

@testable import Monitor

/// Stands between a bridge and an engine: passes calls on, but keeps the answer to the creation of a run back.
final class HoldingProxy: Sendable {
    private struct State {
        var created = 0
        var isHolding = true
    }

    private let state = Mutex(State())
    private let target: String
    private let isCreation: @Sendable (FakeServer.Call) -> Bool

    /// - Parameter isCreation: Whether a call creates a run; that of Prefect by default.
    init(
        target: String,
        isCreation: @escaping @Sendable (FakeServer.Call) -> Bool = { $0.path.hasSuffix("create_flow_run") }
    ) {
        self.target = target
        self.isCreation = isCreation
    }

    /// How many creations the engine answered with success.
    var created: Int { state.withLock { $0.created } }

    /// Lets answers pass from now on.
    func release() {
        state.withLock { $0.isHolding = false }
    }

    /// The server that the bridge calls.
    var server: FakeServer {
        FakeServer { call in try await self.forward(call) }
    }

    private func forward(_ call: FakeServer.Call) async throws -> Response {
        let answer = try await call.forwarded(to: target)
        if isCreation(call), (200...201).contains(answer.status.code) {
            let isHolding = state.withLock { state in
                state.created += 1
                return state.isHolding
            }
            if isHolding { try await Task.sleep(for: .seconds(5)) }
        }
        return answer
    }
}
