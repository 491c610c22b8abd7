import Foundation
import HTTPTypes
import Hummingbird
import Synchronization
import TestSupport

@testable import Monitor

/// An MLflow with one model of two versions, and a Prometheus and a hook beside it, which fail as a test says.
final class FakeMLflow: Sendable {
    struct State {
        var aliases = ["champion": "1"]
        var tags: [String: [String: String]] = [:]
        /// Every change of the champion, with what `previous_champion` was then.
        var moves: [(to: String, previous: String?)] = []
        var metrics = ["1": 0.8, "2": 0.9]
        /// What Prometheus answers to any query.
        var result = "[]"
        var hooks: [JSONValue] = []
        var random = SplitMix64(seed: 1)
        var failureRate = 0.0
    }

    let state = Mutex(State())
    /// The key that the run of version 2 carries.
    let key: String

    init(key: String) {
        self.key = key
    }

    var server: FakeServer {
        FakeServer { call in try self.answer(call) }
    }

    private func answer(_ call: FakeServer.Call) throws -> Response {
        try state.withLock { state in
            if Double.random(in: 0..<1, using: &state.random) < state.failureRate {
                return Response(.internalServerError, text: "before")
            }
            let response = try act(call, &state)
            if Double.random(in: 0..<1, using: &state.random) < state.failureRate {
                return Response(.badGateway, text: "after")
            }
            return response
        }
    }

    private func act(_ call: FakeServer.Call, _ state: inout State) throws -> Response {
        let body = call.body.isEmpty ? nil : try JSONDecoder().decode(JSONValue.self, from: call.body)
        let url = URLComponents(string: call.path)
        let query = Dictionary((url?.queryItems ?? []).map { ($0.name, $0.value ?? "") }) { first, _ in first }
        switch (call.method, url?.path.replacing("/api/2.0/mlflow", with: "") ?? "") {
        case (.get, "/registered-models/alias"):
            guard let version = state.aliases[query["alias"] ?? ""] else {
                return Response(.badRequest, text: #"{"message": "Registered model alias champion not found."}"#)
            }
            return try Response(json: ["model_version": versionDocument(version, state)])
        case (.post, "/registered-models/alias"):
            let (alias, version) = (body?["alias"]?.string ?? "", body?["version"]?.string ?? "")
            if alias == "champion", state.aliases[alias] != version {
                state.moves.append((version, state.aliases["previous_champion"]))
            }
            state.aliases[alias] = version
            return try Response(json: [String: String]())
        case (.get, "/model-versions/search"):
            return try Response(json: ["model_versions": [versionDocument("2", state), versionDocument("1", state)]])
        case (.get, "/model-versions/get"):
            return try Response(json: ["model_version": versionDocument(query["version"] ?? "", state)])
        case (.post, "/model-versions/set-tag"):
            let version = body?["version"]?.string ?? ""
            state.tags[version, default: [:]][body?["key"]?.string ?? ""] = body?["value"]?.string
            return try Response(json: [String: String]())
        case (.get, "/runs/get"): return try Response(json: run(query["run_id"] ?? "", state))
        case (.get, "/api/v1/query"):
            let text = #"{"status": "success", "data": {"resultType": "vector", "result": \#(state.result)}}"#
            return Response(.ok, text: text)
        case (.post, "/hook"):
            state.hooks.append(body ?? .null)
            return Response(.ok, text: "")
        default: return Response(.notFound, text: "no \(call.path)")
        }
    }

    private func versionDocument(_ version: String, _ state: State) -> JSONValue {
        .object(["name": .string("fraud"), "version": .string(version), "run_id": .string("run-\(version)")])
    }

    private func run(_ id: String, _ state: State) -> JSONValue {
        let version = String(id.dropFirst("run-".count))
        let tags: [JSONValue] =
            version == "2" ? [.object(["key": .string("modelwatch.trigger"), "value": .string(key)])] : []
        let metric: JSONValue = .object([
            "key": .string("accuracy"), "value": .number(state.metrics[version] ?? 0),
        ])
        return .object(["run": .object(["data": .object(["metrics": .array([metric]), "tags": .array(tags)])])])
    }
}
