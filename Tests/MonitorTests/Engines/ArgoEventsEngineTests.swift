import Foundation
import Hummingbird
import Testing

@testable import Monitor

struct ArgoEventsEngineTests {
    private static let key = "rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1"

    private static func engine(_ url: String, _ more: String = "") throws -> any RetrainingEngine {
        try EngineConfiguration(
            text: "argo_events: {url: \"\(url)/retrain\", authorization: {credentials: t0ken}\(more)}"
        ).engine()
    }

    /// An event source with a sensor that makes a workflow named by the key, as the documentation has it.
    private static func answer(_ argo: FakeArgo) -> FakeServer.Answer {
        { call in
            guard call.route == "/retrain" else { return try argo.answer(call) }
            guard call.header("authorization") == "Bearer t0ken" else {
                return Response(.unauthorized, text: "Invalid Auth token\n")
            }
            _ = argo.add(call.json?["key"]?.string ?? "")
            return Response(.ok, text: "success")
        }
    }

    @Test func `one event with the key is sent for a retraining`() async throws {
        let server = FakeServer(answer: Self.answer(FakeArgo()))
        try await server.run { url async throws in
            let engine = try Self.engine(url, ", parameters: {epochs: 3}")
            #expect(engine.idempotency == .none)
            #expect(try await engine.start(.testing()) == .started(EngineRun(id: Self.key, url: nil)))
        }
        #expect(server.calls.map(\.line) == ["POST /retrain"])
        #expect(server.calls[0].header("authorization") == "Bearer t0ken")
        #expect(
            server.calls[0].text
                == #"{"key":"\#(Self.key)","parameters":{"alert":"","description":"","epochs":"3","#
                + #""fingerprint":"15b3fe9564dd655c","generator_url":"","model":"fraud","policy":"p","severity":"","#
                + #""starts_at":"2026-11-20T23:15:15.000Z","summary":"","trigger":"\#(Self.key)","value":"0.31"}}"#)
    }

    @Test func `without the Argo server the arrival of the event is all that is known`() async throws {
        let engine = try Self.engine("http://127.0.0.1:9")
        let run = EngineRun(id: Self.key, url: nil)
        #expect(
            try await engine.poll(run).state == .succeeded("the event arrived; what follows is not known"))
        #expect(try await engine.cancel(run) == .refused("an event cannot be called back"))
        #expect(try await engine.find(key: Self.key, since: .distantPast) == nil)
    }

    @Test func `with the Argo server the workflow that the sensor made is followed`() async throws {
        let argo = FakeArgo()
        try await FakeServer(answer: Self.answer(argo)).run { url async throws in
            let engine = try Self.engine(url, ", workflows: {url: \"\(url)\", namespace: training}")
            #expect(engine.idempotency == .name)
            let page = "\(url)/workflows/training/\(Self.key)"
            #expect(try await engine.find(key: Self.key, since: .distantPast) == nil)
            for _ in 0..<2 {
                #expect(try await engine.start(.testing()) == .started(EngineRun(id: Self.key, url: page)))
            }
            #expect(argo.workflows.count == 1)
            let run = try #require(try await engine.find(key: Self.key, since: .distantPast))
            argo.change { $0.phase = "Running" }
            #expect(try await engine.poll(run).state == .running("Running"))
            #expect(try await engine.cancel(run) == .accepted)
            #expect(
                try await engine.poll(run).state == .cancelled("Failed: Stopped with strategy 'Terminate'"))
        }
    }

    @Test(
        arguments: [
            (400, "endpoint is inactive", .unavailable("Argo Events answered 400: endpoint is inactive")),
            (400, "http method does not match", .refused("Argo Events answered 400: http method does not match")),
            (401, "Invalid Auth token\n", .unauthorized("Argo Events answered 401: Invalid Auth token")),
            (500, "failed to record event", .ambiguous("Argo Events answered 500: failed to record event")),
        ] as [(Int, String, StartOutcome)])
    func `what an event source says against an event is told`(
        status: Int, text: String, expected: StartOutcome
    ) async throws {
        let server = FakeServer { _ in Response(.init(code: status), text: text) }
        try await server.run { url async throws in
            #expect(try await Self.engine(url).start(.testing()) == expected)
        }
    }
}
