import Foundation
import Hummingbird
import Synchronization

@testable import Monitor

/// Keeps workflow runs as GitHub Actions does; a workflow `retrain.yml` that puts its input `trigger` into `run-name`.
final class FakeGitHub: Sendable {
    /// What the server does with `return_run_details`.
    enum Details: Sendable {
        case known
        /// As GitHub Enterprise Server 3.19.
        case refused
    }

    struct Run: Sendable {
        let id: Int
        let title: String
        var status = "queued"
        var conclusion: String?
        var isListed = true
    }

    private let details: Details
    private let stored = Mutex<[Run]>([])

    init(details: Details = .known) {
        self.details = details
    }

    var runs: [Run] { stored.withLock { $0 } }

    /// Changes the newest run.
    func change(_ body: @Sendable (inout Run) -> Void) {
        stored.withLock { body(&$0[$0.count - 1]) }
    }

    func add(title: String) {
        stored.withLock { $0.append(Run(id: 101 + $0.count, title: title)) }
    }

    func answer(_ call: FakeServer.Call) throws -> Response {
        let repository = "/repos/acme/fraud-model/actions"
        guard call.route.hasPrefix(repository) else { return try Self.message("Not Found", 404) }
        let path = call.route.dropFirst(repository.count).split(separator: "/").map(String.init)
        switch (call.method, path.first, path.last) {
        case (.post, "workflows", "dispatches"): return try dispatch(call)
        case (.get, "workflows", "runs"):
            let listed = runs.filter(\.isListed).reversed().map(Self.json)
            return try Response(.ok, json: JSONValue.object(["workflow_runs": .array(listed)]))
        case (.get, "runs", _):
            guard let run = runs.first(where: { path.last == "\($0.id)" }) else {
                return try Self.message("Not Found", 404)
            }
            return try Response(.ok, json: Self.json(run))
        case (.post, "runs", "cancel"): return try cancel(path[1])
        default: return try Self.message("Not Found", 404)
        }
    }

    private func dispatch(_ call: FakeServer.Call) throws -> Response {
        if details == .refused, call.json?["return_run_details"] != nil {
            return try Self.message("Invalid request.\n\n\"return_run_details\" is not a permitted key.", 422)
        }
        let unknown = (call.json?["inputs"]?.object ?? [:]).keys.filter { !["model", "trigger", "note"].contains($0) }
        guard unknown.isEmpty else { return try Self.message("Unexpected inputs provided: \(unknown)", 422) }
        add(title: "retrain \(call.json?["inputs"]?["trigger"]?.string ?? "")")
        guard call.json?["return_run_details"] == .boolean(true) else {
            change { $0.isListed = false }
            return Response(status: .noContent)
        }
        let id = runs[runs.count - 1].id
        return try Response(
            .ok,
            json: JSONValue.object([
                "workflow_run_id": .integer(id),
                "html_url": .string("https://github.com/acme/fraud-model/actions/runs/\(id)"),
            ]))
    }

    private func cancel(_ id: String) throws -> Response {
        guard let run = runs.first(where: { "\($0.id)" == id }) else { return try Self.message("Not Found", 404) }
        switch run.status {
        case "completed": return try Self.message("Cannot cancel a workflow run that is completed.", 409)
        case "requested": return try Self.message("Cannot cancel a workflow run that has not been queued yet.", 409)
        default:
            change { ($0.status, $0.conclusion) = ("completed", "cancelled") }
            return try Response(.accepted, json: [String: String]())
        }
    }

    private static func json(_ run: Run) -> JSONValue {
        .object([
            "id": .integer(run.id), "display_title": .string(run.title), "status": .string(run.status),
            "conclusion": run.conclusion.map { .string($0) } ?? .null,
            "html_url": .string("https://github.com/acme/fraud-model/actions/runs/\(run.id)"),
        ])
    }

    private static func message(_ text: String, _ status: Int) throws -> Response {
        try Response(.init(code: status), json: ["message": text, "documentation_url": "https://docs.github.com"])
    }
}
