import Foundation
import Hummingbird
import NIOPosix
import Testing
import Transfers

@testable import Monitor

/// Against the answers that MLflow 3.17.2 gave.
struct MLflowRegistryTests {
    private static func configuration(_ url: String, _ settings: String = "") throws -> MLflowConfiguration {
        let text = """
            policies:
              - name: p
                match: [a=b]
                engine: {command: {argv: [/bin/true]}}
                verdict:
                  metrics: [{name: m, min_improvement: 0}]
                  registry: {mlflow: {url: "\(url)", timeout: 500ms, \(settings)}}
            """
        return try #require(try Configuration(text: text).policies.first?.verdict?.mlflow)
    }

    /// Asks a server that answers as recorded, by the beginning of the path.
    private static func ask<Value: Sendable>(
        _ recordings: [String: String], model: String = "fraud", settings: String = "",
        _ body: @escaping @Sendable (MLflowRegistry) async throws -> Value
    ) async throws -> (value: Result<Value, any Error>, calls: [FakeServer.Call]) {
        let server = FakeServer { call in
            let found = recordings.filter { call.path.hasPrefix("/api/2.0/mlflow" + $0.key) }
            guard let name = found.max(by: { $0.key.count < $1.key.count })?.value else {
                return Response(.internalServerError, text: "no recording for \(call.path)")
            }
            return try name.hasPrefix("{")
                ? Response(.ok, text: name, contentType: "application/json") : RecordedAnswer.of("mlflow/" + name)
        }
        nonisolated(unsafe) var value: Result<Value, any Error>?
        try await server.run { url async throws in
            let registry = MLflowRegistry(
                try configuration(url, settings), model: model, client: HTTPClient(threads: .singleton))
            do {
                unsafe value = .success(try await body(registry))
            } catch {
                unsafe value = .failure(error)
            }
        }
        return (try #require(unsafe value), server.calls)
    }

    private static let run = """
        {"run": {"info": {"run_id": "e24977f7dcf94a4494b9fefd1b00bd7c"}, "data": {
          "metrics": [{"key": "val_auc", "value": 0.912}, {"key": "rows", "value": 1000}, {"key": "bad", "value": "NaN"}],
          "tags": [{"key": "modelwatch.trigger", "value": "rt-k-a1"}, {"key": "validation", "value": "of the run"}]}}}
        """

    @Test func `the champion comes with the metrics of its run, and its own tags go first`() async throws {
        let (result, calls) = try await Self.ask(
            ["/registered-models/alias": "11_get_by_alias", "/runs/get": Self.run],
            settings: "authorization: {credentials: t}"
        ) { try await $0.champion() }
        let champion = try #require(try result.get())
        #expect(champion.version == "1" && champion.runId == "e24977f7dcf94a4494b9fefd1b00bd7c")
        #expect(champion.metrics == ["val_auc": 0.912, "rows": 1000])
        #expect(champion.tags["validation"] == "pending")
        #expect(calls.map(\.path).first == "/api/2.0/mlflow/registered-models/alias?name=fraud&alias=champion")
        for call in calls {
            #expect(call.headers[.authorization] == "Bearer t")
            #expect(call.headers[.origin] == nil)
        }
    }

    @Test func `a missing alias is no error, and a missing model is one`() async throws {
        let (alias, _) = try await Self.ask(["/registered-models/alias": "12_get_by_alias_missing"]) {
            try await $0.champion()
        }
        #expect(try alias.get() == nil)
        let (model, _) = try await Self.ask(["/registered-models/alias": "13_get_by_alias_model_missing"]) {
            try await $0.champion()
        }
        #expect(
            throws: EngineError.status(
                engine: "MLflow", 404, "Registered Model with name=zzz not found", retryAfter: nil)
        ) { try model.get() }
    }

    @Test(arguments: [
        ("26_bad_host_header", 403, "Invalid Host header - possible DNS rebinding attack detected"),
        ("27_origin_header", 403, "Cross-origin request blocked"),
        ("25_bad_version_alias", 404, "Model Version (name=fraud, version=99) not found"),
    ])
    func `what MLflow says of an error is passed on`(recording: String, status: Int, detail: String) async throws {
        let (result, _) = try await Self.ask(["/registered-models/alias": recording]) {
            try await $0.point(.champion, to: "99")
        }
        #expect(throws: EngineError.status(engine: "MLflow", status, detail, retryAfter: nil)) { try result.get() }
    }

    @Test func `a refusal is final, and a closed door is not`() throws {
        let detail = "Model Version (name=fraud, version=99) not found"
        let missing = EngineError.status(engine: "MLflow", 404, detail, retryAfter: nil)
        #expect(VerdictAnswer(failure: missing) == .refused("MLflow answered 404: \(detail)"))
        for status in [401, 403, 408, 429, 500, 503] {
            let error = EngineError.status(engine: "MLflow", status, "", retryAfter: nil)
            #expect(VerdictAnswer(failure: error) == .failed("MLflow answered \(status)"))
        }
        #expect(
            VerdictAnswer(failure: .unreachable(engine: "MLflow", "refused"))
                == .failed("MLflow cannot be reached: refused"))
    }

    @Test func `an alias and a tag are written as MLflow takes them`() async throws {
        let (result, calls) = try await Self.ask([
            "/registered-models/alias": "16_promote_move_alias", "/model-versions/set-tag": "18_set_version_tag",
        ]) { registry in
            try await registry.point(.previousChampion, to: "1")
            try await registry.point(.champion, to: "2")
            try await registry.tag("2", with: ["modelwatch.verdict": "promoted"])
        }
        try result.get()
        let bodies = try calls.map { try JSONDecoder().decode([String: String].self, from: $0.body) }
        #expect(
            bodies == [
                ["name": "fraud", "alias": "previous_champion", "version": "1"],
                ["name": "fraud", "alias": "champion", "version": "2"],
                ["name": "fraud", "version": "2", "key": "modelwatch.verdict", "value": "promoted"],
            ])
        #expect(calls.allSatisfy { $0.method == .post && $0.headers[.origin] == nil })
    }

    @Test func `the challenger is the newest version whose run carries the key`() async throws {
        let recordings = ["/model-versions/search": "22_search_versions", "/runs/get": Self.run]
        let (found, calls) = try await Self.ask(recordings) {
            try await $0.challenger(key: "rt-k-a1", output: [:], champion: "1")
        }
        #expect(try found.get()?.version == "2")
        #expect(
            calls.first?.path.contains("filter=name%3D%27fraud%27&max_results=20&order_by=version_number%20DESC")
                == true)
        let (other, _) = try await Self.ask(recordings) {
            try await $0.challenger(key: "rt-other-a1", output: [:], champion: "1")
        }
        #expect(try other.get() == nil)
        let (old, oldCalls) = try await Self.ask(recordings) {
            try await $0.challenger(key: "rt-k-a1", output: [:], champion: "2")
        }
        #expect(try old.get() == nil)
        #expect(oldCalls.count == 1)
    }

    @Test func `the version that the run gave back goes before any search`() async throws {
        let (found, calls) = try await Self.ask(["/model-versions/get": "11_get_by_alias", "/runs/get": Self.run]) {
            try await $0.challenger(key: "rt-k-a1", output: ["model_version": "1/../2"], champion: "")
        }
        #expect(try found.get()?.version == "1")
        #expect(calls.first?.path == "/api/2.0/mlflow/model-versions/get?name=fraud&version=1%2F..%2F2")
    }

    @Test func `text out of an alert stays data`() async throws {
        let (result, calls) = try await Self.ask(
            ["/registered-models/alias": "12_get_by_alias_missing"], model: "a&alias=x'/ü"
        ) { try await $0.champion() }
        #expect(try result.get() == nil)
        #expect(calls.first?.path.hasSuffix("?name=a%26alias%3Dx%27%2F%C3%BC&alias=champion") == true)
        let (search, searchCalls) = try await Self.ask([:], model: "a' OR name='b") {
            try await $0.challenger(key: "k", output: [:], champion: "1")
        }
        #expect(throws: EngineError.self) { try search.get() }
        #expect(searchCalls.isEmpty)
    }
}
