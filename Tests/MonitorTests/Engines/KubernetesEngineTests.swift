import Foundation
import HTTPTypes
import Testing
import TestSupport
import Transfers

@testable import Monitor

struct KubernetesEngineTests {
    private static let key = "rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1"

    private static func engine(_ url: String, _ settings: String = "") throws -> any RetrainingEngine {
        try EngineConfiguration(
            text: #"kubernetes: {url: "\#(url)", namespace: ml, cronjob: retrain, timeout: 2s, \#(settings)}"#
        ).engine()
    }

    /// Runs a closure against a cluster that has the CronJob.
    private static func withCluster(
        _ settings: String = "authorization: {credentials: t0ken}",
        _ body: @escaping @Sendable (any RetrainingEngine, KubernetesStub) async throws -> Void
    ) async throws -> [FakeServer.Call] {
        let stub = KubernetesStub()
        let server = FakeServer { try stub.answer($0) }
        try await server.run { try await body(engine($0, settings), stub) }
        return server.calls
    }

    @Test func `a Job is the CronJob's template with the alert in its environment`() async throws {
        let calls = try await Self.withCluster(
            "authorization: {credentials: t0ken}, environment: {EPOCHS: 20, WHO: '{{ labels.model }}'}, keep_finished: 1h"
        ) { engine, stub async throws in
            let request = try RetrainingRequest.testing(labels: ["model": "a $(TOKEN) b", "alertname": "x/y"])
            #expect(await engine.start(request) == .started(EngineRun(id: Self.key, url: nil)))
            let job = try #require(stub.job(Self.key))
            let metadata = try #require(job["metadata"])
            #expect(metadata["labels"]?["team"] == .string("risk"))
            #expect(metadata["labels"]?["modelwatch/trigger"] == .string(Self.key))
            #expect(metadata["labels"]?["modelwatch/model"] == .string("a___TOKEN__b"))
            #expect(metadata["annotations"]?["note"] == .string("kept"))
            #expect(metadata["annotations"]?["modelwatch/model"] == .string("a $(TOKEN) b"))
            #expect(metadata["annotations"]?["modelwatch/alert"] == .string("x/y"))
            #expect(metadata["annotations"]?["cronjob.kubernetes.io/instantiate"] == .string("manual"))
            let owner = try #require(metadata["ownerReferences"]?.array?.first)
            #expect(owner["uid"] == .string("5d9e6f0a-0000-4000-8000-000000000001"))
            #expect(owner["controller"] == nil)
            #expect(job["spec"]?["backoffLimit"] == .integer(0))
            #expect(job["spec"]?["ttlSecondsAfterFinished"] == .integer(3600))
            let containers = job["spec"]?["template"]?["spec"]?["containers"]?.array ?? []
            #expect(containers.count == 2)
            for container in containers {
                let variables = (container["env"]?.array ?? []).map { ($0["name"]?.string ?? "", $0["value"]?.string) }
                let values = Dictionary(variables) { first, _ in first }
                #expect(values.count == variables.count)
                #expect(values["MODELWATCH_MODEL"] == "a $$(TOKEN) b")
                #expect(values["WHO"] == "a $$(TOKEN) b")
                #expect(values["EPOCHS"] == "20")
            }
            #expect(containers[0]["env"]?.array?.first?["valueFrom"] != nil)
        }
        #expect(
            calls.map { "\($0.method) \($0.path)" } == [
                "GET /apis/batch/v1/namespaces/ml/cronjobs/retrain", "POST /apis/batch/v1/namespaces/ml/jobs",
            ])
        #expect(calls.allSatisfy { $0.headers[.authorization] == "Bearer t0ken" })
    }

    @Test func `the same key makes one Job`() async throws {
        _ = try await Self.withCluster { engine, _ async throws in
            let request = try RetrainingRequest.testing()
            _ = await engine.start(request)
            #expect(await engine.start(request) == .started(EngineRun(id: Self.key, url: nil, isNew: false)))
            #expect(try await engine.find(key: Self.key, since: .now)?.id == Self.key)
            #expect(try await engine.find(key: "rt-other-a1", since: .now) == nil)
        }
    }

    @Test(
        arguments: [
            ("Complete", "CompletionsReached", "", .succeeded("CompletionsReached")),
            ("Failed", "BackoffLimitExceeded", "limit reached", .failed("BackoffLimitExceeded: limit reached")),
            ("Failed", "DeadlineExceeded", "", .failed("DeadlineExceeded")),
            ("FailureTarget", "", "", .waiting("pods active: 0, failed: 0")),
            ("Suspended", "", "", .cancelled("the Job is suspended")),
        ] as [(String, String, String, RunState)])
    func `the conditions of a Job are told in our words`(
        condition: String, reason: String, message: String, expected: RunState
    ) async throws {
        _ = try await Self.withCluster { engine, stub async throws in
            _ = try await engine.start(.testing())
            stub.set(Self.key, condition: condition, reason: reason, message: message)
            #expect(try await engine.poll(EngineRun(id: Self.key, url: nil)).state == expected)
            #expect(try await engine.poll(EngineRun(id: "gone", url: nil)).state == .missing)
        }
    }

    @Test func `the end of a run suspends its Job, or deletes it with its pods`() async throws {
        let run = EngineRun(id: Self.key, url: nil)
        let suspended = try await Self.withCluster { engine, _ async throws in
            _ = try await engine.start(.testing())
            #expect(try await engine.cancel(run) == .accepted)
            #expect(try await engine.poll(run).state == .cancelled("the Job is suspended"))
            #expect(try await engine.cancel(EngineRun(id: "gone", url: nil)) == .accepted)
        }
        #expect(suspended.contains { $0.body == Data(#"{"spec":{"suspend":true}}"#.utf8) })
        let deleted = try await Self.withCluster("authorization: {credentials: t0ken}, cancel: delete") {
            engine, stub async throws in
            _ = try await engine.start(.testing())
            #expect(try await engine.cancel(run) == .accepted)
            #expect(stub.job(Self.key) == nil)
        }
        let options = #"{"apiVersion":"v1","kind":"DeleteOptions","propagationPolicy":"Background"}"#
        #expect(deleted.contains { $0.method == .delete && $0.body == Data(options.utf8) })
    }

    @Test(arguments: [(409, "Conflict"), (429, "TooManyRequests"), (503, "ServiceUnavailable")])
    func `a conflict about anything but the name passes`(status: Int, reason: String) async throws {
        let stub = KubernetesStub()
        let server = FakeServer { call in
            call.method == .post ? try stub.refusal(status, reason) : try stub.answer(call)
        }
        try await server.run { url async throws in
            guard case .unavailable(let text, _) = try await Self.engine(url).start(.testing()) else {
                Issue.record("expected to be asked again")
                return
            }
            #expect(text == "Kubernetes answered \(status): \(reason) it is")
        }
    }

    @Test func `in a cluster the account of the pod is used, whose token is read for each call`() async throws {
        let folder = try TemporaryFolder()
        let token = try folder.write("first\n", to: "token")
        try folder.write("ml", to: "namespace")
        let stub = KubernetesStub()
        let server = FakeServer { try stub.answer($0) }
        let configuration = try #require(
            try EngineConfiguration(text: "kubernetes: {cronjob: retrain}").settings as? KubernetesConfiguration)
        try await server.run { url async throws in
            let account = ServiceAccount(folder: folder.url.path(), url: url)
            let engine = KubernetesEngine(configuration, account: account, with: .testing)
            _ = try await engine.start(.testing())
            try "second\n".write(toFile: token, atomically: true, encoding: .utf8)
            _ = try await engine.poll(EngineRun(id: Self.key, url: nil))
        }
        let tokens = server.calls.map { $0.headers[.authorization] ?? "" }
        #expect(tokens == ["Bearer first", "Bearer first", "Bearer second"])
        #expect(server.calls.allSatisfy { $0.path.contains("/namespaces/ml/") })
    }

    @Test(
        arguments: [
            (["KUBERNETES_SERVICE_HOST": "10.0.0.1", "KUBERNETES_SERVICE_PORT": "6443"], "https://10.0.0.1:6443"),
            (["KUBERNETES_SERVICE_HOST": "fd00::1"], "https://[fd00::1]:443"), ([:], nil),
        ] as [([String: String], String?)])
    func `the API of the cluster is where the environment says`(variables: [String: String], url: String?) {
        #expect(ServiceAccount(folder: "/nowhere", variables: variables).url == url)
    }

    @Test func `outside of a cluster and without a URL nothing is called`() async throws {
        let configuration = try #require(
            try EngineConfiguration(text: "kubernetes: {cronjob: retrain}").settings as? KubernetesConfiguration)
        let account = ServiceAccount(folder: "/nowhere", variables: [:])
        let outcome = try await KubernetesEngine(configuration, account: account, with: .testing).start(.testing())
        #expect(outcome == .unavailable("\(KubernetesError.noCluster)"))
    }

    @Test func `a CronJob without containers is refused`() async throws {
        let server = FakeServer { _ in try .init(.ok, json: ["spec": ["jobTemplate": ["spec": [String: String]()]]]) }
        try await server.run { url async throws in
            let outcome = try await Self.engine(url).start(.testing())
            #expect(outcome == .refused("the CronJob retrain has no template of a pod with containers"))
        }
    }
}
