import Foundation
import Hummingbird
import NIOPosix
import Testing
import Transfers

@testable import Monitor

struct PrefectEngineTests {
    private static func engine(_ url: String, _ settings: String = "") throws -> any RetrainingEngine {
        let text = """
            policies: [{name: p, match: [a=b], engine: {prefect: {url: "\(url)", deployment: retrain/prod, timeout: 500ms,
              \(settings)}}}]
            """
        let settings = try #require(try Configuration(text: text).policies.first?.engine.settings)
        return settings.engine(with: .testing)
    }

    private static func request() throws -> RetrainingRequest {
        let text = "policies: [{name: p, match: [a=b], engine: {command: {argv: [/bin/true]}}}]"
        let policy = try #require(try Configuration(text: text).policies.first)
        let alert = try #require(try PayloadLimits().decode(Payloads.data("prom_firing_1")).alerts.first)
        return RetrainingRequest(key: "rt-k-a1", policy: policy, subject: "s", alert: alert, startsAt: Date())
    }

    /// Starts a run against recorded answers: one for the deployment, one for the creation.
    private static func start(
        deployment: String = "03_deployment_by_name", creation: String, settings: String = ""
    ) async throws -> (outcome: StartOutcome, calls: [FakeServer.Call]) {
        let server = FakeServer { call in
            try RecordedAnswer.of("prefect/" + (call.path.hasSuffix("create_flow_run") ? creation : deployment))
        }
        nonisolated(unsafe) var outcome: StartOutcome?
        try await server.run { url async throws in
            unsafe outcome = try await engine(url, settings).start(request())
        }
        return (try #require(unsafe outcome), server.calls)
    }

    @Test func `a new run and an existing run are both success`() async throws {
        let id = "b6f32495-ce9f-4b7a-9290-18347eeaa85d"
        for (recording, isNew) in [("07_create_201", true), ("08_create_idem_200", false)] {
            guard case .started(let run) = try await Self.start(creation: recording).outcome else {
                Issue.record("expected a run")
                continue
            }
            #expect(run.id == id)
            #expect(run.isNew == isNew)
            #expect(run.url?.hasSuffix("/runs/flow-run/\(id)") == true)
        }
    }

    @Test func `the key and only declared parameters are sent`() async throws {
        let settings =
            "parameters: {reason: '{{ labels.feature }} drifts', seconds: 2}, authorization: {credentials: t0ken}"
        let (_, calls) = try await Self.start(creation: "07_create_201", settings: settings)
        #expect(calls.map(\.path.description).first == "/deployments/name/retrain/prod")
        let creation = try #require(calls.last)
        #expect(creation.path == "/deployments/c22a6a6a-20d5-4967-8fe7-10c6cdb74a99/create_flow_run")
        #expect(creation.headers[.authorization] == "Bearer t0ken")
        let body = try JSONDecoder().decode(JSONValue.self, from: creation.body)
        #expect(body["idempotency_key"] == .string("rt-k-a1"))
        #expect(
            body["parameters"]
                == .object(["model": .string("fraud"), "reason": .string("amount drifts"), "seconds": .integer(2)]))
    }

    @Test(
        arguments: [
            ("20_create_bad_param_type", "Prefect answered 409: Error creating flow run: Validation failed"),
            ("22_create_unknown_deployment", "Prefect answered 404"),
            ("23_create_bad_uuid", "Prefect answered 404: Not Found"),
            ("24_create_bad_json", "Prefect answered 422"),
            ("25_create_extra_field", "Prefect answered 422"),
            ("26_create_bad_state", "Prefect answered 422"),
        ])
    func `what would be refused again is refused`(recording: String, reason: String) async throws {
        guard case .refused(let text) = try await Self.start(creation: recording).outcome else {
            Issue.record("expected a refusal")
            return
        }
        #expect(text.hasPrefix(reason))
    }

    @Test func `an unknown deployment is refused before anything is created`() async throws {
        let (outcome, calls) = try await Self.start(deployment: "05_deployment_unknown", creation: "07_create_201")
        #expect(outcome == .refused("Prefect answered 404: Deployment not found"))
        #expect(calls.count == 1)
    }

    @Test func `a busy server is asked again later`() async throws {
        let outcome = try await Self.start(creation: "unavailable_503").outcome
        #expect(outcome == .unavailable("Prefect answered 503: Service Unavailable"))
    }

    @Test func `a server that hangs or talks nonsense may have started the run`() async throws {
        let slow = FakeServer { _ in
            try await Task.sleep(for: .seconds(2))
            return Response(status: .ok)
        }
        try await slow.run { url async throws in
            guard case .ambiguous = try await Self.engine(url).start(Self.request()) else {
                Issue.record("expected doubt after the timeout")
                return
            }
        }
        let nonsense = FakeServer { _ in Response(.ok, text: "<html>") }
        try await nonsense.run { url async throws in
            let outcome = try await Self.engine(url).start(Self.request())
            #expect(outcome == .ambiguous("Prefect's answer could not be read"))
        }
    }

    @Test func `a server that is gone has started nothing`() async throws {
        let port = try await FreePort.next()
        guard case .unavailable = try await Self.engine("http://127.0.0.1:\(port)").start(Self.request()) else {
            Issue.record("expected unavailable for a refused connection")
            return
        }
    }

    @Test(
        arguments: [
            ("11_poll0", .waiting("Scheduled: triggered by drift alert")),
            ("18_poll7", .succeeded("Completed")),
            (
                "29_poll_failed",
                .failed("Failed: Flow run encountered an exception: ValueError: training failed")
            ),
            ("32_after_cancel", .cancelled("Cancelled: Flow run was cancelled successfully.")),
            ("37_flow_run_unknown", .missing),
        ] as [(String, RunState)])
    func `the state of a run is told in our words`(recording: String, expected: RunState) async throws {
        let server = FakeServer { _ in try RecordedAnswer.of("prefect/\(recording)") }
        try await server.run { url async throws in
            #expect(try await Self.engine(url).poll(EngineRun(id: "x/y", url: nil)).state == expected)
        }
        #expect(server.calls.first?.path == "/flow_runs/x%2Fy")
    }

    @Test func `a run is found by its key`() async throws {
        let server = FakeServer { _ in try RecordedAnswer.of("prefect/38_filter_by_idem") }
        try await server.run { url async throws in
            let run = try await Self.engine(url).find(key: "rt-k-a1", since: .distantPast)
            #expect(run?.id == "b6f32495-ce9f-4b7a-9290-18347eeaa85d")
        }
        #expect(String(decoding: server.calls[0].body, as: UTF8.self).contains(#""any_":["rt-k-a1"]"#))
    }

    @Test(
        arguments: [
            ("31_cancel_running", .accepted), ("34_cancel_scheduled", .accepted), ("36_cancel_terminal", .accepted),
            ("37_flow_run_unknown", .accepted),
        ] as [(String, Cancelling)])
    func `a run ends, or has ended`(recording: String, expected: Cancelling) async throws {
        let server = FakeServer { _ in try RecordedAnswer.of("prefect/\(recording)") }
        try await server.run { url async throws in
            #expect(try await Self.engine(url).cancel(EngineRun(id: "x/y", url: nil)) == expected)
        }
        let call = try #require(server.calls.first)
        #expect(call.path == "/flow_runs/x%2Fy/set_state")
        let body = try JSONDecoder().decode(JSONValue.self, from: call.body)
        #expect(body["state"]?["type"] == .string("CANCELLING"))
        #expect(body["force"] == .boolean(false))
    }

    @Test func `who may not cancel is told so`() async throws {
        let server = FakeServer { _ in try Response(.unauthorized, json: ["exception_message": "Unauthorized"]) }
        await #expect(
            throws: EngineError.status(engine: "Prefect", 401, "Unauthorized", retryAfter: nil)
        ) {
            try await server.run { url async throws in
                _ = try await Self.engine(url).cancel(EngineRun(id: "x", url: nil))
            }
        }
    }

    @Test func `a name and a password are sent as they are`() async throws {
        let settings = "basic_auth: {username: admin, password: pass}"
        let (_, calls) = try await Self.start(creation: "07_create_201", settings: settings)
        #expect(calls.allSatisfy { $0.headers[.authorization] == "Basic YWRtaW46cGFzcw==" })
    }

    @Test(arguments: [
        (#"{"id": "d", "paused": true}"#, 200, true), (#"{"id": "d", "paused": false}"#, 200, false), ("", 404, false),
    ])
    func `a run that a paused deployment keeps waiting tells so`(
        deployment: String, status: Int, isPaused: Bool
    ) async throws {
        let server = FakeServer { call in
            if call.path.hasPrefix("/deployments/") { return Response(.init(code: status), text: deployment) }
            return try RecordedAnswer.of("prefect/11_poll0")
        }
        try await server.run { url async throws in
            let state = try await Self.engine(url).poll(EngineRun(id: "x", url: nil)).state
            let waiting = isPaused ? "Scheduled: the deployment is paused" : "Scheduled: triggered by drift alert"
            #expect(state == .waiting(waiting))
        }
        #expect(server.calls.last?.path == "/deployments/c22a6a6a-20d5-4967-8fe7-10c6cdb74a99")
    }

    /// What a deployment with a concurrency limit and the strategy CANCEL_NEW does with a run that is one too many.
    @Test func `a run for which there was no place is cancelled`() async throws {
        let text = """
            {"id": "x", "state_type": "CANCELLED", "state_name": "Cancelled",
             "state": {"message": "Deployment concurrency limit reached."}}
            """
        let server = FakeServer { _ in Response(.ok, text: text) }
        try await server.run { url async throws in
            let state = try await Self.engine(url).poll(EngineRun(id: "x", url: nil)).state
            #expect(state == .cancelled("Cancelled: Deployment concurrency limit reached."))
        }
    }
}
