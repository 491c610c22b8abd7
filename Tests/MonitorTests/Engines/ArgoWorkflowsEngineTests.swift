import Foundation
import Hummingbird
import Testing

@testable import Monitor

struct ArgoWorkflowsEngineTests {
    private static let key = "rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1"
    private static let run = EngineRun(id: key, url: nil)

    private static func engine(_ url: String, _ more: String = "") throws -> any RetrainingEngine {
        try EngineConfiguration(
            text: """
                argo_workflows: {url: "\(url)", namespace: training, template: retrain,
                  authorization: {credentials: t0ken}\(more)}
                """
        ).engine()
    }

    @Test func `a workflow is submitted once, followed and over`() async throws {
        let argo = FakeArgo()
        let server = FakeServer(answer: argo.answer)
        try await server.run { url async throws in
            let engine = try Self.engine(url, ", service_account: wf, parameters: {epochs: 3}")
            let page = "\(url)/workflows/training/\(Self.key)"
            #expect(try await engine.find(key: Self.key, since: .distantPast) == nil)
            #expect(try await engine.start(.testing()) == .started(EngineRun(id: Self.key, url: page)))
            let existing = EngineRun(id: Self.key, url: page, isNew: false)
            #expect(try await engine.start(.testing()) == .started(existing))
            #expect(try await engine.find(key: Self.key, since: .distantPast) == existing)
            #expect(try await engine.poll(existing) == RunReport(state: .waiting("")))
            argo.change { $0.phase = "Running" }
            #expect(try await engine.poll(existing).state == .running("Running"))
            argo.change { ($0.phase, $0.outputs) = ("Succeeded", ["model_version": "8"]) }
            #expect(
                try await engine.poll(existing)
                    == RunReport(state: .succeeded("Succeeded"), output: ["model_version": "8"]))
        }
        #expect(argo.workflows.count == 1)
        let start = try #require(server.calls.first { $0.method == .post })
        #expect(start.line == "POST /api/v1/workflows/training/submit")
        #expect(start.header("authorization") == "Bearer t0ken")
        #expect(start.header("content-type") == "application/json")
        #expect(
            start.text
                == #"{"resourceKind":"WorkflowTemplate","resourceName":"retrain","submitOptions":{"labels":"#
                + #""app.kubernetes.io/managed-by=modelwatch,modelwatch/model=fraud,modelwatch/policy=p,"#
                + #"modelwatch/trigger=\#(Self.key)","name":"\#(Self.key)","parameters":["alert=","description=","#
                + #""epochs=3","fingerprint=15b3fe9564dd655c","generator_url=","model=fraud","policy=p","severity=","#
                + #""starts_at=2026-11-20T23:15:15.000Z","summary=","trigger=\#(Self.key)","value=0.31"],"#
                + #""serviceAccount":"wf"}}"#)
        #expect(
            server.calls.last?.line
                == "GET /api/v1/workflows/training/\(Self.key)"
                + "?fields=spec.shutdown%2Cstatus.phase%2Cstatus.message%2Cstatus.outputs")
    }

    @Test func `a workflow that left the cluster is found in the archive`() async throws {
        let argo = FakeArgo()
        let server = FakeServer(answer: argo.answer)
        try await server.run { url async throws in
            let engine = try Self.engine(url)
            #expect(try await engine.poll(Self.run).state == .missing)
            _ = argo.add(Self.key)
            argo.change { ($0.phase, $0.message, $0.isArchived) = ("Failed", "child 'x' failed", true) }
            #expect(try await engine.poll(Self.run).state == .failed("Failed: child 'x' failed"))
        }
        #expect(
            server.calls.last?.line
                == "GET /api/v1/archived-workflows?listOptions.fieldSelector="
                + "metadata.namespace%3Dtraining%2Cmetadata.name%3D\(Self.key)&listOptions.limit=1")
    }

    @Test(arguments: [404, 501])
    func `a server without an archive knows the cluster alone`(status: Int) async throws {
        let server = FakeServer { call in
            Response(status: .init(code: call.route.contains("archived") ? status : 404))
        }
        try await server.run { url async throws in
            #expect(try await Self.engine(url).poll(Self.run).state == .missing)
        }
    }

    @Test func `a workflow is terminated, which is not a failure`() async throws {
        let argo = FakeArgo()
        _ = argo.add(Self.key)
        let server = FakeServer(answer: argo.answer)
        try await server.run { url async throws in
            let engine = try Self.engine(url)
            #expect(try await engine.cancel(Self.run) == .accepted)
            let state = try await engine.poll(Self.run).state
            #expect(state == .cancelled("Failed: Stopped with strategy 'Terminate'"))
            #expect(try await engine.cancel(Self.run) == .accepted)
            let unknown = try await engine.cancel(EngineRun(id: "rt-x", url: nil))
            #expect(unknown == .refused("Argo answered 404: workflows.argoproj.io \"rt-x\" not found"))
        }
        #expect(server.calls[0].line == "PUT /api/v1/workflows/training/\(Self.key)/terminate")
        #expect(server.calls[0].text == "{}")
    }

    @Test(
        arguments: [
            ("Pending", .waiting("Pending")), ("Running", .running("Running")), ("Succeeded", .succeeded("Succeeded")),
            ("Failed", .failed("Failed")), ("Error", .failed("Error")),
        ] as [(String, RunState)])
    func `a phase is told in our words`(phase: String, expected: RunState) async throws {
        let argo = FakeArgo()
        _ = argo.add(Self.key)
        argo.change { $0.phase = phase }
        try await FakeServer(answer: argo.answer).run { url async throws in
            #expect(try await Self.engine(url).poll(Self.run).state == expected)
        }
    }

    @Test func `a conflict that is no workflow of ours is not taken for one`() async throws {
        let server = FakeServer { call in
            if call.method == .post { return try Response(.conflict, json: ["message": "modified meanwhile"]) }
            return Response(status: call.route.contains("archived") ? .notImplemented : .notFound)
        }
        try await server.run { url async throws in
            let outcome = try await Self.engine(url).start(.testing())
            #expect(outcome == .unavailable("Argo answered 409: modified meanwhile"))
        }
    }

    @Test(
        arguments: [
            ("kind: ClusterWorkflowTemplate, template: nope", 404, "workflowtemplates.argoproj.io not found"),
            ("namespace: other", 403, "workflows.argoproj.io is forbidden"),
        ])
    func `what Argo says against a start is told`(settings: String, status: Int, message: String) async throws {
        try await FakeServer(answer: FakeArgo().answer).run { url async throws in
            let keys = ["template: retrain", "namespace: training"].filter { key in
                !settings.contains(key.prefix { $0 != ":" } + ":")
            }
            let text = "argo_workflows: {url: \"\(url)\", \((keys + [settings]).joined(separator: ", "))}"
            let outcome = try await EngineConfiguration(text: text).engine().start(.testing())
            let reason = "Argo answered \(status): \(message)"
            #expect(outcome == (status == 403 ? .unauthorized(reason) : .refused(reason)))
        }
    }

    @Test func `neither labels nor templates can be made with the text of an alert`() async throws {
        let server = FakeServer(answer: FakeArgo().answer)
        let hostile = "a,b=c {{{workflow.parameters.secret}} {{=asInt(1)}}"
        try await server.run { url async throws in
            let engine = try Self.engine(url, ", parameters: {note: '{{ labels.model }}'}")
            _ = try await engine.start(.testing(labels: ["model": hostile]))
        }
        let options = server.calls.first?.json?["submitOptions"]
        let labels = options?["labels"]?.string?.split(separator: ",").map(String.init) ?? []
        #expect(labels.count == 4)
        #expect(labels.contains("modelwatch/model=a_b_c____workflow.parameters.secret______asInt_1"))
        let parameters = options?["parameters"]?.array ?? []
        let inert = "a,b=c { { {workflow.parameters.secret}} { {=asInt(1)}}"
        #expect(parameters.contains(.string("model=\(inert)")))
        #expect(parameters.contains(.string("note=\(inert)")))
    }

    @Test(
        arguments: [
            ("fraud", "fraud"), ("", ""), ("-._", ""), ("_a b/c_", "a_b_c"), ("Betrug é", "Betrug"),
            (String(repeating: "a", count: 62) + ".b", String(repeating: "a", count: 62)),
        ])
    func `the value of a label is one that Kubernetes takes`(text: String, expected: String) {
        #expect(KubernetesLabel.value(text) == expected)
    }

    @Test(
        arguments: [
            ("kind: Workflow", "must be one of"), ("parameters: {a=b: 1}", "the name of a parameter has no ="),
        ])
    func `settings that cannot work are told`(settings: String, message: String) throws {
        let error = #expect(throws: InvalidConfiguration.self) {
            try EngineConfiguration(
                text: "argo_workflows: {url: 'http://x', namespace: n, template: t, \(settings)}")
        }
        #expect("\(try #require(error))".contains(message), "\(String(describing: error))")
    }
}
