import Foundation
import Hummingbird
import Synchronization

@testable import Monitor

/// Keeps a queue and builds as Jenkins does; its only job is `ml/retrain`.
final class FakeJenkins: Sendable {
    struct Item: Sendable {
        let id: Int
        let parameters: [String: String]
        var isCancelled = false
        /// Jenkins forgot the entry of the queue.
        var isGone = false
        /// The number of the build, once it began.
        var build: Int?
        var isBuilding = true
        var result: String?
    }

    /// The parameters that the job declares.
    private let declared: [String]
    private let stored = Mutex<[Item]>([])

    init(declared: [String] = ["MODELWATCH_TRIGGER", "MODELWATCH_MODEL", "EPOCHS", "note"]) {
        self.declared = declared
    }

    var items: [Item] { stored.withLock { $0 } }

    /// Changes the newest entry.
    func change(_ body: @Sendable (inout Item) -> Void) {
        stored.withLock { body(&$0[$0.count - 1]) }
    }

    func add(_ parameters: [String: String]) -> Int {
        stored.withLock { items in
            items.append(Item(id: 3901 + items.count, parameters: parameters))
            return items[items.count - 1].id
        }
    }

    func answer(_ call: FakeServer.Call) throws -> Response {
        let job = "/ci/job/ml/job/retrain/"
        switch (call.method, call.route) {
        case (.get, "\(job)api/json"):
            return try Response(.ok, json: call.query["tree"] == JenkinsJob.tree ? definitions : builds)
        case (.post, "\(job)buildWithParameters"): return start(call)
        case (.get, "/ci/queue/api/json"): return try Response(.ok, json: queue)
        case (.post, "/ci/queue/cancelItem"): return cancel(call.query["id"])
        default: break
        }
        let number = call.route.split(separator: "/").compactMap { Int($0) }.first
        if call.route.hasPrefix("/ci/queue/item/"), let item = items.first(where: { $0.id == number && !$0.isGone }) {
            return try Response(.ok, json: Self.entry(item))
        }
        guard call.route.hasPrefix(job), let item = items.first(where: { $0.build == number && number != nil }) else {
            return Response(.notFound, text: "<html>Oops</html>")
        }
        if call.method == .post {
            change { ($0.isBuilding, $0.result) = (false, "ABORTED") }
            return Response(status: .found, headers: [.location: "http://elsewhere.example.org/"])
        }
        return try Response(
            .ok,
            json: JSONValue.object([
                "building": .boolean(item.isBuilding), "result": item.result.map { .string($0) } ?? .null,
            ]))
    }

    private func start(_ call: FakeServer.Call) -> Response {
        let id = add(call.form.filter { declared.contains($0.key) })
        // Jenkins tells the address that it believes to have.
        return Response(status: .created, headers: [.location: "http://jenkins.internal/ci/queue/item/\(id)/"])
    }

    private func cancel(_ id: String?) -> Response {
        guard items.contains(where: { "\($0.id)" == id && $0.build == nil && !$0.isCancelled }) else {
            return Response(.notFound, text: "Provided id (\(id ?? "")) not found")
        }
        change { $0.isCancelled = true }
        return Response(status: .noContent)
    }

    private var definitions: JSONValue {
        let names = declared.map { JSONValue.object(["_class": .string("Definition"), "name": .string($0)]) }
        return .object(["property": .array([.object([:]), .object(["parameterDefinitions": .array(names)])])])
    }

    private var queue: JSONValue {
        .object(["items": .array(items.filter { $0.build == nil && !$0.isCancelled }.map { Self.entry($0) })])
    }

    private var builds: JSONValue {
        .object(["builds": .array(items.filter { $0.build != nil }.reversed().map { Self.entry($0) })])
    }

    private static func entry(_ item: Item) -> JSONValue {
        let parameters = item.parameters.map {
            JSONValue.object(["name": .string($0.key), "value": .string($0.value)])
        }
        let flag = JSONValue.object(["name": .string("DRY"), "value": .boolean(false)])
        var members: [String: JSONValue] = [
            "actions": .array([.object([:]), .object(["parameters": .array([flag] + parameters)])]),
            "cancelled": .boolean(item.isCancelled), "why": .string("In the quiet period"),
        ]
        if let build = item.build {
            members["number"] = .integer(build)
            members["queueId"] = .integer(item.id)
            members["executable"] = .object(["number": .integer(build)])
            members["why"] = .null
        } else {
            members["id"] = .integer(item.id)
        }
        return .object(members)
    }
}
