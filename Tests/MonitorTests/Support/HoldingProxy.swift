import Foundation
import Hummingbird
import NIOPosix
import Synchronization
import Transfers

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
    private static let client = HTTPClient(threads: .singleton)

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
        var request = HTTPClientRequest(method: call.method.rawValue, url: target + call.path)
        request.headers = [("Content-Type", "application/json")]
        if !call.body.isEmpty { request.body = call.body }
        let answer = try await Self.client.send(request)
        if isCreation(call), (200...201).contains(answer.status) {
            let isHolding = state.withLock { state in
                state.created += 1
                return state.isHolding
            }
            if isHolding { try await Task.sleep(for: .seconds(5)) }
        }
        return Response(
            .init(code: answer.status), text: String(decoding: answer.body, as: UTF8.self),
            contentType: "application/json")
    }
}
