import Foundation
import HTTPTypes
import Hummingbird
import Synchronization
import Testing
import Transfers

@testable import Monitor

struct DatabricksEngineTests {
    /// Beyond what a floating-point number holds exactly.
    private static let id: Int64 = 9_007_199_254_740_993

    private static func engine(_ url: String, _ settings: String = "authorization: {credentials: dapi}") throws
        -> any RetrainingEngine
    {
        try EngineConfiguration(text: #"databricks: {url: "\#(url)", job_id: 7, timeout: 2s, \#(settings)}"#).engine()
    }

    /// The part of Databricks that runs jobs, as its documentation says that it behaves.
    private final class Stub: Sendable {
        private struct State {
            /// The tokens of the runs, in order; the run's id is its place after ``DatabricksEngineTests/id``.
            var tokens: [String] = []
            var state: [String: String] = ["life_cycle_state": "PENDING"]
        }

        private let state = Mutex(State())

        var count: Int { state.withLock { $0.tokens.count } }

        func set(_ life: String, _ result: String? = nil, _ message: String? = nil) {
            state.withLock { state in
                state.state = ["life_cycle_state": life]
                state.state["result_state"] = result
                state.state["state_message"] = message
            }
        }

        func answer(_ call: FakeServer.Call) throws -> Response {
            try state.withLock { state in
                switch call.path.prefix(while: { $0 != "?" }) {
                case "/api/2.2/jobs/run-now": return try start(call, &state)
                case "/api/2.2/jobs/runs/get":
                    guard call.path.hasSuffix("run_id=\(id)"), !state.tokens.isEmpty else {
                        return try Self.refusal(400, "INVALID_PARAMETER_VALUE", "Run 1 does not exist.")
                    }
                    return try Response(.ok, json: run(0, state))
                case "/api/2.2/jobs/runs/cancel":
                    let body = try JSONDecoder().decode(JSONValue.self, from: call.body)
                    guard body["run_id"] == .integer(Int(id)), !state.tokens.isEmpty else {
                        return try Self.refusal(404, "RESOURCE_DOES_NOT_EXIST", "no run")
                    }
                    state.state["life_cycle_state"] = "TERMINATING"
                    return Response(.ok, text: "{}")
                case "/api/2.2/jobs/runs/list": return try list(call, state)
                default: return try Self.refusal(404, "ENDPOINT_NOT_FOUND", "")
                }
            }
        }

        private func start(_ call: FakeServer.Call, _ state: inout State) throws -> Response {
            let body = try JSONDecoder().decode(JSONValue.self, from: call.body)
            let token = body["idempotency_token"]?.string ?? ""
            if !state.tokens.contains(token) { state.tokens.append(token) }
            let index = state.tokens.firstIndex(of: token) ?? 0
            return try Response(.ok, json: ["run_id": id + Int64(index), "number_in_job": id + Int64(index)])
        }

        private func run(_ index: Int, _ state: State) -> JSONValue {
            let parameter: [String: JSONValue] = [
                "name": .string("trigger"), "value": .string(state.tokens[index]), "default": .string(""),
            ]
            return .object([
                "run_id": .integer(Int(id) + index), "state": .object(state.state.mapValues(JSONValue.string)),
                "job_parameters": .array([.object(parameter)]),
            ])
        }

        private func list(_ call: FakeServer.Call, _ state: State) throws -> Response {
            guard call.path.contains("job_id=7&start_time_from=") else {
                return try Self.refusal(400, "INVALID_PARAMETER_VALUE", "")
            }
            let index = call.path.contains("page_token=next") ? 1 : 0
            var page: [String: JSONValue] = ["has_more": .boolean(index == 0)]
            if index < state.tokens.count { page["runs"] = .array([run(index, state)]) }
            page["next_page_token"] = .string(index == 0 ? "next" : "")
            return try Response(.ok, json: page)
        }

        static func refusal(_ status: Int, _ code: String, _ message: String) throws -> Response {
            try Response(.init(code: status), json: ["error_code": code, "message": message])
        }
    }

    private static func withStub(
        _ settings: String = "authorization: {credentials: dapi}",
        _ body: @escaping @Sendable (any RetrainingEngine, Stub, String) async throws -> Void
    ) async throws -> [FakeServer.Call] {
        let stub = Stub()
        let server = FakeServer { try stub.answer($0) }
        try await server.run { try await body(engine($0, settings), stub, $0) }
        return server.calls
    }

    @Test func `the key is the token, and a large id stays whole`() async throws {
        let calls = try await Self.withStub(
            "authorization: {credentials: dapi}, parameters: {epochs: 20}"
        ) { engine, stub, url async throws in
            let request = try RetrainingRequest.testing()
            let run = EngineRun(id: "\(Self.id)", url: "\(url)/jobs/7/runs/\(Self.id)")
            #expect(await engine.start(request) == .started(run))
            #expect(await engine.start(request) == .started(run))
            #expect(stub.count == 1)
        }
        let body = #"""
            {"idempotency_token":"rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1","job_id":7,"job_parameters":{"epochs":"20","model":"fraud","trigger":"rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1"},"queue":{"enabled":true}}
            """#
        #expect(String(decoding: calls[0].body, as: UTF8.self) == body)
        #expect(calls.allSatisfy { $0.headers[.authorization] == "Bearer dapi" })
    }

    @Test func `a run is followed, found and cancelled`() async throws {
        let calls = try await Self.withStub { engine, stub, _ async throws in
            let run = EngineRun(id: "\(Self.id)", url: nil)
            #expect(try await engine.poll(run).state == .missing)
            #expect(try await engine.cancel(run) == .accepted)
            #expect(try await engine.find(key: "rt-k-a2", since: .now) == nil)
            for attempt in 1...2 { _ = try await engine.start(.testing(key: "rt-k-a\(attempt)")) }
            #expect(try await engine.find(key: "rt-k-a2", since: .now)?.id == "\(Self.id + 1)")
            #expect(try await engine.poll(run).state == .waiting("PENDING"))
            #expect(try await engine.cancel(run) == .accepted)
            #expect(try await engine.poll(run).state == .running("TERMINATING"))
        }
        #expect(calls.contains { $0.body == Data(#"{"run_id":9007199254740993}"#.utf8) })
    }

    @Test(
        arguments: [
            ("TERMINATED", "SUCCESS", nil, .succeeded("SUCCESS")),
            ("TERMINATED", "SUCCESS_WITH_FAILURES", nil, .succeeded("SUCCESS_WITH_FAILURES")),
            ("TERMINATED", "FAILED", "Task train failed", .failed("FAILED: Task train failed")),
            ("TERMINATED", "TIMEDOUT", nil, .failed("TIMEDOUT")),
            ("TERMINATED", "CANCELED", "by user", .cancelled("CANCELED: by user")),
            ("SKIPPED", nil, "another run is active", .failed("SKIPPED: another run is active")),
            ("INTERNAL_ERROR", "FAILED", nil, .failed("INTERNAL_ERROR")),
            ("QUEUED", nil, "", .waiting("QUEUED")),
            ("WAITING_FOR_RETRY", nil, nil, .running("WAITING_FOR_RETRY")),
        ] as [(String, String?, String?, RunState)])
    func `the state of a run is told in our words`(
        life: String, result: String?, message: String?, expected: RunState
    ) async throws {
        _ = try await Self.withStub { engine, stub, _ async throws in
            _ = try await engine.start(.testing())
            stub.set(life, result, message)
            #expect(try await engine.poll(EngineRun(id: "\(Self.id)", url: nil)).state == expected)
        }
    }

    @Test func `an error is told with its code`() async throws {
        let server = FakeServer { _ in try Stub.refusal(403, "PERMISSION_DENIED", "User may not run job 7") }
        try await server.run { url async throws in
            #expect(
                try await Self.engine(url).start(.testing())
                    == .unauthorized("Databricks answered 403: PERMISSION_DENIED: User may not run job 7"))
        }
    }

    @Test func `a service principal logs in with its secret`() async throws {
        let stub = Stub()
        let server = FakeServer { call in
            call.path == "/oidc/v1/token"
                ? Response(.ok, text: #"{"access_token":"from-databricks","expires_in":3600}"#)
                : try stub.answer(call)
        }
        try await server.run { url async throws in
            let settings = "client_credentials: {client_id: app, client_secret: s3cret}"
            _ = try await Self.engine(url, settings).start(.testing())
        }
        #expect(
            String(decoding: server.calls[0].body, as: UTF8.self) == "grant_type=client_credentials&scope=all-apis")
        #expect(server.calls[0].headers[.authorization] == "Basic YXBwOnMzY3JldA==")
        #expect(server.calls.last?.headers[.authorization] == "Bearer from-databricks")
    }
}
