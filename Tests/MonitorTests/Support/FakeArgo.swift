import Foundation
import Hummingbird
import Synchronization

@testable import Monitor

/// Keeps workflows as an Argo server does, in the namespace `training` with the template `retrain`.
final class FakeArgo: Sendable {
    struct Workflow: Sendable {
        let name: String
        var phase: String?
        var message: String?
        var shutdown: String?
        /// Where the workflow is: in the cluster, or in the archive alone.
        var isArchived = false
        var outputs: [String: String] = [:]
    }

    private let stored = Mutex<[Workflow]>([])

    var workflows: [Workflow] { stored.withLock { $0 } }

    /// Changes the newest workflow.
    func change(_ body: @Sendable (inout Workflow) -> Void) {
        stored.withLock { body(&$0[$0.count - 1]) }
    }

    /// Makes a workflow; false if the name is taken.
    func add(_ name: String) -> Bool {
        stored.withLock { workflows in
            if workflows.contains(where: { $0.name == name && !$0.isArchived }) { return false }
            workflows.append(Workflow(name: name))
            return true
        }
    }

    func answer(_ call: FakeServer.Call) throws -> Response {
        if call.route == "/api/v1/archived-workflows" { return try archive(call) }
        if call.method == .post, call.route == "/api/v1/workflows/training" { return try create(call) }
        let namespace = "/api/v1/workflows/training/"
        guard call.route.hasPrefix(namespace) else {
            return try Self.error(7, "workflows.argoproj.io is forbidden", 403)
        }
        let path = call.route.dropFirst(namespace.count).split(separator: "/").map(String.init)
        if call.method == .post, path == ["submit"] { return try submit(call) }
        guard let workflow = workflows.first(where: { $0.name == path.first && !$0.isArchived }) else {
            return try Self.error(5, "workflows.argoproj.io \"\(path.first ?? "")\" not found", 404)
        }
        guard call.method == .put else { return try Response(.ok, json: Self.json(workflow)) }
        if workflow.phase == "Succeeded" || workflow.phase == "Failed" {
            return try Self.error(13, "cannot shutdown a completed workflow", 500)
        }
        change { ($0.shutdown, $0.phase, $0.message) = ("Terminate", "Failed", "Stopped with strategy 'Terminate'") }
        return try Response(.ok, json: Self.json(workflows[workflows.count - 1]))
    }

    private func submit(_ call: FakeServer.Call) throws -> Response {
        try make(call.json?["submitOptions"]?["name"], from: call.json?["resourceName"])
    }

    private func create(_ call: FakeServer.Call) throws -> Response {
        let workflow = call.json?["workflow"]
        return try make(workflow?["metadata"]?["name"], from: workflow?["spec"]?["workflowTemplateRef"]?["name"])
    }

    private func make(_ name: JSONValue?, from template: JSONValue?) throws -> Response {
        let name = name?.string ?? ""
        guard template == .string("retrain") else {
            return try Self.error(5, "workflowtemplates.argoproj.io not found", 404)
        }
        guard add(name) else { return try Self.error(6, "workflows.argoproj.io \"\(name)\" already exists", 409) }
        return try Response(.ok, json: JSONValue.object(["metadata": .object(["name": .string(name)])]))
    }

    private func archive(_ call: FakeServer.Call) throws -> Response {
        let found = workflows.filter {
            $0.isArchived
                && call.query["listOptions.fieldSelector"] == "metadata.namespace=training,metadata.name=\($0.name)"
        }
        return try Response(
            .ok, json: JSONValue.object(["items": found.isEmpty ? .null : .array(found.map(Self.json))]))
    }

    private static func json(_ workflow: Workflow) -> JSONValue {
        let outputs = workflow.outputs.map { JSONValue.object(["name": .string($0.key), "value": .string($0.value)]) }
        return .object([
            "metadata": .object(["name": .string(workflow.name)]),
            "spec": .object(workflow.shutdown.map { ["shutdown": .string($0)] } ?? [:]),
            "status": .object([
                "phase": workflow.phase.map { .string($0) } ?? .null,
                "message": workflow.message.map { .string($0) } ?? .null,
                "outputs": .object(["parameters": .array(outputs)]),
            ]),
        ])
    }

    private static func error(_ code: Int, _ message: String, _ status: Int) throws -> Response {
        try Response(
            .init(code: status), json: JSONValue.object(["code": .integer(code), "message": .string(message)]))
    }
}
