import Foundation
import HTTPTypes
import Hummingbird
import Synchronization

@testable import Monitor

/// An HTTP endpoint that keeps to keys, and answers many calls late, wrong or not at all.
final class FlakyTrainer: Sendable {
    private struct State {
        var calls = 0
        /// When each run was made, by key.
        var runs: [String: ContinuousClock.Instant] = [:]
        /// The subject of each key.
        var subjects: [String: String] = [:]
    }

    private let state = Mutex(State())

    /// Keys by the subject that they were made for.
    var keys: [String: Set<String>] {
        state.withLock { state in
            Dictionary(grouping: state.subjects, by: \.value).mapValues { Set($0.map(\.key)) }
        }
    }

    /// The server.
    var server: FakeServer {
        FakeServer { call in
            call.method == .post
                ? try await self.start(call) : self.poll(String(call.path.split(separator: "/").last ?? ""))
        }
    }

    /// One call in three fails: before the run is made, after it, or with a late answer.
    private func start(_ call: FakeServer.Call) async throws -> Response {
        let document = try JSONDecoder().decode(JSONValue.self, from: call.body)
        let key = document["key"]?.string ?? ""
        let number = state.withLock { state in
            state.calls += 1
            return state.calls
        }
        if number % 9 == 3 { return Response(status: .serviceUnavailable) }
        state.withLock { state in
            state.subjects[key] = document["parameters"]?["model"]?.string ?? ""
            state.runs[key] = state.runs[key] ?? .now
        }
        if number % 9 == 6 { return Response(status: .internalServerError) }
        if number % 9 == 0 { try await Task.sleep(for: .milliseconds(700)) }
        return Response(.ok, text: "{}")
    }

    private func poll(_ key: String) -> Response {
        guard let made = state.withLock({ $0.runs[key] }) else { return Response(status: .notFound) }
        return Response(
            .ok, text: ContinuousClock.now - made > .milliseconds(200) ? #"{"state":"done"}"# : #"{"state":"busy"}"#)
    }
}
