import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Testing
import TestSupport

@testable import Monitor

struct RolloutRouterTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func test(
        _ configuration: String = "{}", _ body: @Sendable (any TestClientProtocol) async throws -> Void
    ) async throws {
        let options = BridgeOptions(
            web: WebOptions(addresses: [ListenAddress(host: "127.0.0.1", port: 0)]), storagePath: folder.path("data"),
            executable: "/bin/false")
        let bridge = try Bridge(
            configuration: Configuration(text: "bridge: \(configuration)"), options: options,
            log: LogSettings(level: .error, format: .logfmt))
        try await bridge.server().test(.router) { try await body($0) }
    }

    @discardableResult
    private func call(
        _ client: any TestClientProtocol, _ method: HTTPRequest.Method, _ path: String = "", _ body: String = "",
        model: String = "fraud", headers: HTTPFields = Self.author
    ) async throws -> (status: HTTPResponse.Status, json: JSONValue) {
        var headers = headers
        // Who serves the model reports; who decides about it is somebody else.
        if path == "/observations", headers == Self.author { headers = Self.reporter }
        if method == .post { headers[.contentType] = "application/json" }
        let response = try await client.execute(
            uri: "/model-monitoring/models/\(model)/rollout\(path)", method: method, headers: headers,
            body: ByteBuffer(string: body))
        let data = Data(response.body.readableBytesView)
        return (response.status, (try? JSONDecoder().decode(JSONValue.self, from: data)) ?? .null)
    }

    private static let token = "a-token-long-enough"
    private static let author: HTTPFields = [.authorization: "Bearer \(token)"]
    private static let reporter: HTTPFields = [.authorization: "Bearer the-token-of-reports"]
    private static let access = """
        {authorization: [{credentials: the-token-of-reports}], operators: [{name: alice, credentials: \(token)}]}
        """
    private static let actor = "operator:alice"
    private static let start = #"{"control": "1", "candidate": "2"}"#

    @Test func `a rollout is started, seen, increased and rolled back`() async throws {
        try await test(Self.access) { client async throws in
            #expect(try await call(client, .get).status == .notFound)
            let started = try await call(client, .post, "", Self.start)
            #expect(started.status == .created)
            #expect(started.json["percentage"] == .integer(10) && started.json["state"] == .string("running"))
            #expect(started.json["decision"]?["action"] == .string("hold"))
            #expect(try await call(client, .post, "", Self.start).status == .conflict)
            #expect(try await call(client, .post, "/increase").json["percentage"] == .integer(20))
            #expect(try await call(client, .post, "/increase", #"{"by": 75}"#).json["percentage"] == .integer(95))
            let whole = try await call(client, .post, "/increase", #"{"by": 10}"#)
            #expect(whole.json["percentage"] == .integer(100) && whole.json["state"] == .string("completed"))
            #expect(try await call(client, .post, "/increase").status == .conflict)
            #expect(try await call(client, .post, "", #"{"control": "2", "candidate": "3"}"#).status == .created)
            let back = try await call(client, .post, "/rollback")
            #expect(back.json["percentage"] == .integer(0) && back.json["state"] == .string("rolled_back"))
            let events = try await call(client, .get).json["events"]?.array ?? []
            #expect(events.map { $0["reason"] } == [.string("started"), .string("rolled back by hand")])
            #expect(events.allSatisfy { $0["actor"] == .string(Self.actor) })
        }
    }

    @Test func `an id gets one arm, and the arm tells its version`() async throws {
        try await test(Self.access) { client async throws in
            try await call(client, .post, "", #"{"control": "1", "candidate": "2", "stages": [50, 100]}"#)
            let id = try #require(try await call(client, .get).json["id"]?.string)
            var arms: Set<String> = []
            for user in ["a", "ü ?&"] + (1...40).map(String.init) {
                let query = "/assignment?id=\(EngineClient.segment(user))"
                let first = try await call(client, .get, query)
                #expect(try await call(client, .get, query).json == first.json)
                let isCandidate = RolloutAssignment.place(of: user, in: id) < 5000
                #expect(first.json["arm"] == .string(isCandidate ? "candidate" : "control"))
                #expect(first.json["version"] == .string(isCandidate ? "2" : "1"))
                arms.insert(first.json["arm"]?.string ?? "")
            }
            #expect(arms.count == 2)
            #expect(try await call(client, .get, "/assignment").status == .ok)
            #expect(try await call(client, .get, "/assignment?id=a", model: "other").status == .notFound)
        }
    }

    @Test func `what was seen is counted, and shows on the metrics page`() async throws {
        try await test(Self.access) { client async throws in
            let plan = #"{"control": "1", "candidate": "2", "metrics": [{"name": "ms", "direction": "lower"}]}"#
            try await call(client, .post, "", plan, model: "a%2Fb")
            let seen = """
                {"observations": [{"arm": "control", "values": {"ms": 10}}, {"arm": "control", "values": {"ms": 12}},
                  {"arm": "candidate", "error": true}, {"arm": "candidate", "values": {"ms": 20}}]}
                """
            let answer = try await call(client, .post, "/observations", seen, model: "a%2Fb")
            #expect(answer.status == .ok && answer.json["observations"] == .integer(4))
            let shown = try await call(client, .get, model: "a%2Fb").json
            #expect(shown["model"] == .string("a/b"))
            #expect(shown["step"]?["candidate"]?["error_rate"] == .number(0.5))
            #expect(shown["step"]?["control"]?["means"]?["ms"] == .integer(11))
            let page = try await client.execute(uri: "/metrics", method: .get)
            let text = String(buffer: page.body)
            #expect(text.contains(#"modelwatch_rollout_percentage{model="a/b",candidate="2"} 10"#))
            #expect(text.contains(#"modelwatch_rollout_predictions{model="a/b",arm="candidate"} 2"#))
            #expect(text.contains(#"modelwatch_rollout_prediction_errors{model="a/b",arm="candidate"} 1"#))
            #expect(text.contains(#"modelwatch_rollout_mean{model="a/b",arm="control",metric="ms"} 11"#))
        }
    }

    @Test(arguments: [
        ("", "{", "expected a JSON object with control and candidate"), ("", "[]", "expected a JSON object"),
        ("", #"{"control": "1"}"#, "expected a JSON object"),
        ("", #"{"control": "1", "candidate": "1"}"#, "candidate must be a version other than control"),
        ("", #"{"control": "1", "candidate": "2", "stages": [10]}"#, "stages must rise"),
        ("/observations", #"{"observations": [{"arm": "third"}]}"#, "expected a JSON object with observations"),
        ("/observations", #"{"observations": [{"arm": "control", "values": {"x": 1}}]}"#, "the plan has no metric x"),
        ("/increase", #"{"by": 0}"#, "by must lie between 1 and 100"), ("/increase", "{", "expected nothing, or"),
    ])
    func `a mistake is told`(path: String, body: String, message: String) async throws {
        try await test(Self.access) { client async throws in
            if !path.isEmpty { try await call(client, .post, "", Self.start) }
            let answer = try await call(client, .post, path, body)
            #expect(answer.status == .badRequest)
            #expect(answer.json["error"]?["message"]?.string?.hasPrefix(message) == true, "\(answer.json)")
        }
    }

    @Test func `nobody changes or reports anything without a token`() async throws {
        try await test(Self.access) { client async throws in
            #expect(try await call(client, .post, "", Self.start, headers: Self.reporter).status == .unauthorized)
            for headers in [HTTPFields(), [.authorization: "Bearer wrong"]] {
                #expect(try await call(client, .post, "", Self.start, headers: headers).status == .unauthorized)
                for path in ["/observations", "/increase", "/rollback"] {
                    #expect(try await call(client, .post, path, "{}", headers: headers).status == .unauthorized)
                }
            }
            #expect(try await call(client, .get).status == .notFound)
        }
    }

    @Test func `other methods are refused and say which is meant`() async throws {
        try await test(Self.access) { client async throws in
            #expect(try await call(client, .delete).status == .methodNotAllowed)
            #expect(try await call(client, .get, "/increase").status == .methodNotAllowed)
            #expect(try await call(client, .post, "/assignment").status == .methodNotAllowed)
        }
    }
}
