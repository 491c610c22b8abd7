import Foundation
import Hummingbird
import Synchronization

@testable import Monitor

/// Keeps runs as Kubeflow Pipelines does; its pipeline `p-1` has the version `v-2`.
final class FakeKubeflow: Sendable {
    struct Run: Sendable {
        let id: String
        let name: String
        var state = "PENDING"
        var error: String?
    }

    /// The parameters that the pipeline declares, with their types.
    private let declared: [String: String]
    /// Whether the specification stands beside settings for a platform.
    private let hasPlatform: Bool
    private let stored = Mutex<[Run]>([])

    init(declared: [String: String] = ["model": "STRING", "value": "NUMBER_DOUBLE"], hasPlatform: Bool = false) {
        self.declared = declared
        self.hasPlatform = hasPlatform
    }

    var runs: [Run] { stored.withLock { $0 } }

    /// Changes the newest run.
    func change(_ body: @Sendable (inout Run) -> Void) {
        stored.withLock { body(&$0[$0.count - 1]) }
    }

    func add(_ name: String) -> Run {
        stored.withLock { runs in
            runs.append(Run(id: "5d0c\(runs.count)", name: name))
            return runs[runs.count - 1]
        }
    }

    func answer(_ call: FakeServer.Call) throws -> Response {
        let versions = "/pipeline/apis/v2beta1/pipelines/p-1/versions"
        let runs = "/pipeline/apis/v2beta1/runs"
        switch (call.method, call.route) {
        case (.get, versions):
            return try Response(.ok, json: JSONValue.object(["pipeline_versions": .array([version])]))
        case (.get, "\(versions)/v-2"): return try Response(.ok, json: version)
        case (.post, runs): return try create(call)
        case (.get, runs): return try Response(.ok, json: list(call))
        default: break
        }
        let last = call.route.split(separator: "/").last.map(String.init) ?? ""
        guard call.route.hasPrefix(runs),
            let run = self.runs.first(where: { $0.id == last || "\($0.id):terminate" == last })
        else { return try Self.error(5, "ResourceNotFoundError: \(last) not found", 404) }
        guard call.method == .post else { return try Response(.ok, json: Self.json(run)) }
        guard ["PENDING", "RUNNING"].contains(run.state) else {
            return try Self.error(3, "Failed to terminate a run \(run.id). Row not found", 400)
        }
        change { $0.state = "CANCELING" }
        return try Response(.ok, json: [String: String]())
    }

    private var version: JSONValue {
        let parameters = declared.mapValues { JSONValue.object(["parameterType": .string($0)]) }
        let specification = JSONValue.object([
            "root": .object(["inputDefinitions": .object(["parameters": .object(parameters)])])
        ])
        return .object([
            "pipeline_version_id": .string("v-2"),
            "pipeline_spec": hasPlatform
                ? .object(["pipeline_spec": specification, "platform_spec": .object([:])]) : specification,
        ])
    }

    private func create(_ call: FakeServer.Call) throws -> Response {
        for (name, value) in call.json?["runtime_config"]?["parameters"]?.object ?? [:] {
            let isText = value.string != nil
            guard let type = declared[name], isText == (type == "STRING") else {
                return try Self.error(3, "parameter(s) provided are not required by pipeline: \(name)", 400)
            }
        }
        return try Response(.ok, json: Self.json(add(call.json?["display_name"]?.string ?? "")))
    }

    private func list(_ call: FakeServer.Call) throws -> JSONValue {
        let filter = try JSONDecoder().decode(JSONValue.self, from: Data((call.query["filter"] ?? "").utf8))
        let predicate = filter["predicates"]?.array?.first
        guard predicate?["key"] == .string("display_name"), predicate?["operation"] == .string("EQUALS") else {
            return .object([:])
        }
        let found = runs.filter { .string($0.name) == predicate?["string_value"] }
        return found.isEmpty ? .object([:]) : .object(["runs": .array(found.map(Self.json))])
    }

    private static func json(_ run: Run) -> JSONValue {
        .object([
            "run_id": .string(run.id), "display_name": .string(run.name), "state": .string(run.state),
            "error": run.error.map { .object(["code": .integer(13), "message": .string($0)]) } ?? .null,
        ])
    }

    private static func error(_ code: Int, _ message: String, _ status: Int) throws -> Response {
        try Response(
            .init(code: status),
            json: JSONValue.object(["code": .integer(code), "message": .string(message), "details": .array([])]))
    }
}
