import Foundation
import HTTPTypes
import Hummingbird
import Synchronization

@testable import Monitor

/// The part of a Kubernetes API that makes Jobs from a CronJob, as the API's documentation says that it behaves.
final class KubernetesStub: Sendable {
    /// A CronJob as a cluster tells it, with what must survive and what must give way.
    static let cronJob: JSONValue = {
        let text = """
            {"apiVersion": "batch/v1", "kind": "CronJob",
             "metadata": {"name": "retrain", "namespace": "ml", "uid": "5d9e6f0a-0000-4000-8000-000000000001"},
             "spec": {"schedule": "0 0 31 2 *", "suspend": true, "jobTemplate": {
               "metadata": {"labels": {"team": "risk"}, "annotations": {"note": "kept"}},
               "spec": {"backoffLimit": 0, "template": {"spec": {"restartPolicy": "Never", "containers": [
                 {"name": "train", "image": "registry/train:1", "env": [
                   {"name": "MODELWATCH_MODEL", "value": "from the template"}, {"name": "TOKEN", "valueFrom":
                     {"secretKeyRef": {"name": "s", "key": "k"}}}]},
                 {"name": "log", "image": "registry/log:1"}]}}}}}}
            """
        return (try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))) ?? .null
    }()

    private let jobs = Mutex<[String: [String: JSONValue]]>([:])

    /// The Job of a name.
    func job(_ name: String) -> JSONValue? { jobs.withLock { $0[name] }.map(JSONValue.object) }

    /// Gives a Job a condition, as its controller does.
    func set(_ name: String, condition: String, reason: String = "", message: String = "") {
        let condition = JSONValue.object([
            "type": .string(condition), "status": .string("True"), "reason": .string(reason),
            "message": .string(message),
        ])
        jobs.withLock { $0[name]?["status"] = .object(["conditions": .array([condition])]) }
    }

    func answer(_ call: FakeServer.Call) throws -> Response {
        let parts = call.path.split(separator: "/").map(String.init)
        guard parts.starts(with: ["apis", "batch", "v1", "namespaces", "ml"]) else {
            return try refusal(404, "NotFound")
        }
        switch (call.method, parts.dropFirst(5).first, parts.count > 6 ? parts[6] : nil) {
        case (.get, "cronjobs", "retrain"): return try Response(.ok, json: Self.cronJob)
        case (.post, "jobs", nil): return try create(JSONDecoder().decode(JSONValue.self, from: call.body))
        case (.get, "jobs", let name?):
            return try job(name).map { try Response(.ok, json: $0) } ?? refusal(404, "NotFound")
        case (.patch, "jobs", let name?): return try suspend(name, call)
        case (.delete, "jobs", let name?): return try delete(name)
        default: return try refusal(404, "NotFound")
        }
    }

    private func create(_ job: JSONValue) throws -> Response {
        guard let name = job["metadata"]?["name"]?.string, let members = job.object else {
            return try refusal(422, "Invalid")
        }
        let isNew = jobs.withLock { jobs in
            if jobs[name] != nil { return false }
            jobs[name] = members
            return true
        }
        return isNew ? try Response(.created, json: job) : try refusal(409, "AlreadyExists")
    }

    private func suspend(_ name: String, _ call: FakeServer.Call) throws -> Response {
        guard call.headers[.contentType] == "application/merge-patch+json", job(name) != nil else {
            return try refusal(job(name) == nil ? 404 : 415, "UnsupportedMediaType")
        }
        set(name, condition: "Suspended", reason: "JobSuspended", message: "Job suspended")
        return try Response(.ok, json: job(name) ?? .null)
    }

    private func delete(_ name: String) throws -> Response {
        let job = jobs.withLock { $0.removeValue(forKey: name) }
        return try job == nil ? refusal(404, "NotFound") : Response(.ok, json: ["kind": "Status", "status": "Success"])
    }

    /// A `Status` as Kubernetes answers it.
    func refusal(_ code: Int, _ reason: String) throws -> Response {
        let status: [String: JSONValue] = [
            "kind": .string("Status"), "status": .string("Failure"), "reason": .string(reason),
            "message": .string("\(reason) it is"), "code": .integer(code),
        ]
        return try Response(.init(code: code), json: status)
    }
}
