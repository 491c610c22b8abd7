import Foundation
import Hummingbird
import Testing

@testable import Monitor

/// How an engine behind HTTP is tried on what every engine keeps to.
///
/// The settings hold ``secret`` wherever a credential can stand, and where the engine takes parameters, one named
/// `note` with the text `{{ labels.model }}`. Calls may take 500ms.
struct EngineContract: Sendable, CustomTestStringConvertible {
    /// A credential that no outcome may tell.
    static let secret = "s3cr3t-cr3dential"

    /// The engine's name under `engine`.
    let name: String
    /// The settings in YAML's flow style for a server with this URL.
    let settings: @Sendable (String) -> String
    /// Whether a call is the one that starts the run.
    let isStart: @Sendable (FakeServer.Call) -> Bool
    /// What a server answers that has nothing against a run.
    let answer: FakeServer.Answer
    /// What the engine makes of text that means something to its server, so that it means nothing.
    var carried: @Sendable (String) -> String = { $0 }

    var testDescription: String { name }

    /// The engine with a server at this URL, and with further settings in YAML's flow style.
    func engine(_ url: String, _ more: String = "") throws -> any RetrainingEngine {
        let settings = [more, settings(url)].filter { !$0.isEmpty }.joined(separator: ", ")
        return try EngineConfiguration(text: "\(name): {\(settings)}").engine()
    }

    /// Starts a run where the starting call is answered as given; tells the outcome and all calls.
    func start(
        model: String = "fraud", answer: FakeServer.Answer? = nil
    ) async throws -> (outcome: StartOutcome, calls: [FakeServer.Call]) {
        let server = FakeServer { call in
            if let answer, isStart(call) { return try await answer(call) }
            return try await self.answer(call)
        }
        let outcome = try await server.run { url async throws in
            try await engine(url).start(.testing(labels: ["model": model]))
        }
        return (outcome, server.calls)
    }
}
