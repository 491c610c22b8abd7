import Foundation
import Hummingbird
import Synchronization

@testable import Monitor

/// Keeps pipelines as GitLab does; the pipeline of project `ml/fraud` puts `$MODELWATCH_TRIGGER` into its name.
final class FakeGitLab: Sendable {
    struct Pipeline: Sendable {
        let id: Int
        let name: String
        let source: String
        var status = "created"
    }

    /// A token that may do everything, one that may only read, and one that starts pipelines.
    static let (apiToken, readToken, triggerToken) = ("glpat-all", "glpat-read", "glptt-start")

    private let stored = Mutex<[Pipeline]>([])

    var pipelines: [Pipeline] { stored.withLock { $0 } }

    /// Changes the newest pipeline.
    func change(_ status: String) {
        stored.withLock { $0[$0.count - 1].status = status }
    }

    func add(name: String, source: String = "api") -> Pipeline {
        stored.withLock { pipelines in
            pipelines.append(Pipeline(id: 501 + pipelines.count, name: name, source: source))
            return pipelines[pipelines.count - 1]
        }
    }

    func answer(_ call: FakeServer.Call) throws -> Response {
        let project = "/api/v4/projects/ml%2Ffraud/"
        guard call.route.hasPrefix(project) else { return try Self.message("404 Project Not Found", 404) }
        let path = call.route.dropFirst(project.count).split(separator: "/").map(String.init)
        if path == ["trigger", "pipeline"] { return try trigger(call) }
        let token = call.header("authorization").dropFirst("Bearer ".count)
        guard [Self.apiToken, Self.readToken].contains(String(token)) else {
            return try Self.message("401 Unauthorized", 401)
        }
        if call.method == .post, token == Self.readToken {
            return try Response(.forbidden, json: ["error": "insufficient_scope", "error_description": "needs api"])
        }
        switch (call.method, path.first, path.count) {
        case (.post, "pipeline", 1):
            let variables = call.json?["variables"]?.array ?? []
            let key = variables.first { $0["key"] == .string("MODELWATCH_TRIGGER") }?["value"]?.string
            return try create(call.json?["ref"]?.string, key, source: "api")
        case (.get, "pipelines", 1):
            let found = pipelines.reversed().filter { $0.source == call.query["source"] }
            return try Response(.ok, json: JSONValue.array(found.map(Self.json)))
        case (.get, "pipelines", 2): return try pipeline(path[1]) { $0 }
        case (.post, "pipelines", 3):
            return try pipeline(path[1]) { pipeline in
                if pipeline.status == "running" || pipeline.status == "created" { self.change("canceled") }
                return pipeline
            }
        default: return try Self.message("404 Not Found", 404)
        }
    }

    private func trigger(_ call: FakeServer.Call) throws -> Response {
        guard call.json?["token"] == .string(Self.triggerToken) else { return try Self.message("404 Not Found", 404) }
        let key = call.json?["variables"]?["MODELWATCH_TRIGGER"]?.string
        return try create(call.json?["ref"]?.string, key, source: "trigger")
    }

    private func create(_ ref: String?, _ key: String?, source: String) throws -> Response {
        guard ref == "main" else {
            return try Response(.badRequest, json: ["message": ["base": ["Reference not found"]]])
        }
        return try Response(.created, json: Self.json(add(name: "retrain \(key ?? "")", source: source)))
    }

    private func pipeline(_ id: String, _ change: (Pipeline) -> Pipeline) throws -> Response {
        guard let pipeline = pipelines.first(where: { "\($0.id)" == id }) else {
            return try Self.message("404 Not found", 404)
        }
        return try Response(.ok, json: Self.json(change(pipeline)))
    }

    private static func json(_ pipeline: Pipeline) -> JSONValue {
        .object([
            "id": .integer(pipeline.id), "status": .string(pipeline.status), "name": .string(pipeline.name),
            "web_url": .string("https://gitlab.example.org/ml/fraud/-/pipelines/\(pipeline.id)"), "yaml_errors": .null,
        ])
    }

    private static func message(_ text: String, _ status: Int) throws -> Response {
        try Response(.init(code: status), json: ["message": text])
    }
}
