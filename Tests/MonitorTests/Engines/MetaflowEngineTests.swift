import Foundation
import Hummingbird
import Testing

@testable import Monitor

struct MetaflowEngineTests {
    private static let key = "rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1"

    private static func engine(_ url: String, template: String = "retrain") throws -> any RetrainingEngine {
        try EngineConfiguration(
            text: """
                metaflow: {url: "\(url)", namespace: training, template: \(template), authorization: {credentials: t0ken},
                  parameters: {epochs: 3, rate: 0.5, full: true, note: '{{ labels.model }}'}}
                """
        ).engine()
    }

    @Test func `a flow is run once, followed and over`() async throws {
        let argo = FakeArgo()
        let server = FakeServer(answer: argo.answer)
        try await server.run { url async throws in
            let engine = try Self.engine(url)
            #expect(engine.idempotency == .name)
            let page = "\(url)/workflows/training/\(Self.key)"
            let labels = ["model": #"a"$(id)`id`\{{x}} é"#]
            #expect(try await engine.start(.testing(labels: labels)) == .started(EngineRun(id: Self.key, url: page)))
            let run = EngineRun(id: Self.key, url: page, isNew: false)
            #expect(try await engine.start(.testing()) == .started(run))
            argo.change { $0.phase = "Running" }
            #expect(try await engine.poll(run).state == .running("Running"))
            #expect(try await engine.cancel(run) == .accepted)
            #expect(try await engine.poll(run).state == .cancelled("Failed: Stopped with strategy 'Terminate'"))
        }
        #expect(argo.workflows.count == 1)
        let start = try #require(server.calls.first)
        #expect(start.line == "POST /api/v1/workflows/training")
        #expect(start.header("authorization") == "Bearer t0ken")
        #expect(
            start.text
                == #"{"workflow":{"apiVersion":"argoproj.io/v1alpha1","kind":"Workflow","metadata":{"labels":{"#
                + #""app.kubernetes.io/managed-by":"modelwatch","modelwatch/model":"a___id__id____x","#
                + #""modelwatch/policy":"p","modelwatch/trigger":"\#(Self.key)"},"name":"\#(Self.key)"},"spec":{"#
                + #""arguments":{"parameters":[{"name":"alert","value":"\"\""},{"name":"description","value":"\"\""},"#
                + #"{"name":"epochs","value":"3"},{"name":"fingerprint","value":"\"15b3fe9564dd655c\""},"#
                + #"{"name":"full","value":"true"},{"name":"generator_url","value":"\"\""},"#
                + #"{"name":"model","value":"\"a___id__id____x__ _\""},{"name":"note","value":"\"a___id__id____x__ _\""},"#
                + #"{"name":"policy","value":"\"p\""},{"name":"rate","value":"0.5"},{"name":"severity","value":"\"\""},"#
                + #"{"name":"starts_at","value":"\"2026-11-20T23:15:15.000Z\""},{"name":"summary","value":"\"\""},"#
                + #"{"name":"trigger","value":"\"\#(Self.key)\""},{"name":"value","value":"\"0.31\""}]},"#
                + #""workflowTemplateRef":{"name":"retrain"}}}}"#)
    }

    @Test func `a flow that was not deployed is refused`() async throws {
        try await FakeServer(answer: FakeArgo().answer).run { url async throws in
            let outcome = try await Self.engine(url, template: "nope").start(.testing())
            #expect(outcome == .refused("Argo answered 404: workflowtemplates.argoproj.io not found"))
        }
    }
}
