import Foundation
import Hummingbird
import Testing

@testable import Monitor

struct KubeflowEngineTests {
    private static let key = "rt-01jdxk5v8h4m2n6p9q3r7s1t0w-a1"

    private static func engine(_ url: String, _ more: String = "") throws -> any RetrainingEngine {
        try EngineConfiguration(
            text: "kubeflow: {url: \"\(url)/pipeline\", pipeline: p-1, authorization: {credentials: t0ken}\(more)}"
        ).engine()
    }

    @Test func `a run is created, found again, followed and over`() async throws {
        let kubeflow = FakeKubeflow()
        let server = FakeServer(answer: kubeflow.answer)
        try await server.run { url async throws in
            let engine = try Self.engine(
                url,
                ", namespace: ml, experiment: e-1, service_account: runner, pipeline_root: 's3://runs', user: a@b.c")
            #expect(try await engine.find(key: Self.key, since: .distantPast) == nil)
            guard case .started(let run) = try await engine.start(.testing()) else {
                Issue.record("expected a run")
                return
            }
            let page = "\(url)/pipeline/#/runs/details/5d0c0"
            #expect(run == EngineRun(id: "5d0c0", url: page))
            let found = try await engine.find(key: Self.key, since: .distantPast)
            #expect(found == EngineRun(id: "5d0c0", url: page, isNew: false))
            #expect(try await engine.poll(run).state == .waiting("PENDING"))
            kubeflow.change { $0.state = "RUNNING" }
            #expect(try await engine.poll(run).state == .running("RUNNING"))
            kubeflow.change { $0.state = "SUCCEEDED" }
            #expect(try await engine.poll(run) == RunReport(state: .succeeded("SUCCEEDED")))
        }
        #expect(
            server.calls.map(\.line).prefix(3) == [
                "GET /pipeline/apis/v2beta1/runs?namespace=ml&page_size=10&filter=%7B%22predicates%22%3A%5B%7B%22"
                    + "operation%22%3A%22EQUALS%22%2C%22key%22%3A%22display_name%22%2C%22string_value%22%3A%22"
                    + "\(Self.key)%22%7D%5D%7D",
                "GET /pipeline/apis/v2beta1/pipelines/p-1/versions?page_size=1&sort_by=created_at%20desc",
                "POST /pipeline/apis/v2beta1/runs",
            ])
        #expect(
            server.calls[2].text
                == #"{"description":"Started by modelwatch, policy p","display_name":"\#(Self.key)","#
                + #""experiment_id":"e-1","pipeline_version_reference":{"pipeline_id":"p-1","#
                + #""pipeline_version_id":"v-2"},"runtime_config":{"parameters":{"model":"fraud","value":0.31},"#
                + #""pipeline_root":"s3://runs"},"service_account":"runner"}"#)
        for call in server.calls {
            #expect(call.header("authorization") == "Bearer t0ken")
            #expect(call.header("kubeflow-userid") == "a@b.c")
        }
        #expect(kubeflow.runs.count == 1)
    }

    @Test(
        arguments: [
            (["model": "STRING"], "0.31", .object(["model": .string("fraud")])),
            (["value": "STRING"], "0.31", .object(["value": .string("0.31")])),
            (["value": "NUMBER_DOUBLE"], "0.31", .object(["value": .number(0.31)])),
            (["value": "NUMBER_DOUBLE"], "high", .object([:])),
            (["value": "NUMBER_INTEGER"], "3", .object(["value": .integer(3)])),
            (["value": "STRUCT"], "{}", .object([:])),
            ([:], "0.31", .object([:])),
        ] as [([String: String], String, JSONValue)])
    func `only declared parameters are sent, in their types`(
        declared: [String: String], value: String, sent: JSONValue
    ) async throws {
        for hasPlatform in [false, true] {
            let server = FakeServer(answer: FakeKubeflow(declared: declared, hasPlatform: hasPlatform).answer)
            try await server.run { url async throws in
                let outcome = try await Self.engine(url, ", version: v-2").start(
                    .testing(annotations: ["value": value]))
                guard case .started = outcome else {
                    Issue.record("expected a run, got \(outcome)")
                    return
                }
            }
            #expect(server.calls[0].line == "GET /pipeline/apis/v2beta1/pipelines/p-1/versions/v-2")
            #expect(server.calls[1].json?["runtime_config"]?["parameters"] == sent)
        }
    }

    @Test func `a parameter of the configuration that the pipeline does not declare is refused`() async throws {
        try await FakeServer(answer: FakeKubeflow().answer).run { url async throws in
            let outcome = try await Self.engine(url, ", parameters: {epochs: 3}").start(.testing())
            #expect(
                outcome
                    == .refused("Kubeflow answered 400: parameter(s) provided are not required by pipeline: epochs"))
        }
    }

    @Test func `a pipeline that is not there, or has no version, is refused`() async throws {
        try await FakeServer(answer: FakeKubeflow().answer).run { url async throws in
            let outcome = try await Self.engine(url, ", version: v-9").start(.testing())
            #expect(outcome == .refused("Kubeflow answered 404: ResourceNotFoundError: v-9 not found"))
        }
        try await FakeServer { _ in Response(.ok, text: "{}") }.run { url async throws in
            let outcome = try await Self.engine(url).start(.testing())
            #expect(outcome == .refused("the pipeline p-1 has no version"))
        }
    }

    @Test func `a run is terminated, and was over before`() async throws {
        let kubeflow = FakeKubeflow()
        let run = EngineRun(id: kubeflow.add("x").id, url: nil)
        let server = FakeServer(answer: kubeflow.answer)
        try await server.run { url async throws in
            let engine = try Self.engine(url)
            #expect(try await engine.cancel(run) == .accepted)
            #expect(try await engine.poll(run).state == .running("CANCELING"))
            #expect(try await engine.cancel(run) == .accepted)
            kubeflow.change { $0.state = "PAUSED" }
            #expect(
                try await engine.cancel(run)
                    == .refused("Kubeflow answered 400: Failed to terminate a run 5d0c0. Row not found"))
            kubeflow.change { $0.state = "CANCELED" }
            #expect(try await engine.poll(run).state == .cancelled("CANCELED"))
            #expect(try await engine.cancel(run) == .accepted)
        }
        #expect(server.calls[0].line == "POST /pipeline/apis/v2beta1/runs/5d0c0:terminate")
        #expect(server.calls[0].text == "{}")
    }

    @Test(
        arguments: [
            ("RUNTIME_STATE_UNSPECIFIED", .running("RUNTIME_STATE_UNSPECIFIED: why")),
            ("PAUSED", .running("PAUSED: why")), ("SUCCEEDED", .succeeded("SUCCEEDED: why")),
            ("FAILED", .failed("FAILED: why")), ("SKIPPED", .failed("SKIPPED: why")),
            ("CANCELED", .cancelled("CANCELED: why")),
        ] as [(String, RunState)])
    func `a state is told in our words`(state: String, expected: RunState) async throws {
        let kubeflow = FakeKubeflow()
        let run = EngineRun(id: kubeflow.add("x").id, url: nil)
        kubeflow.change { ($0.state, $0.error) = (state, "why") }
        try await FakeServer(answer: kubeflow.answer).run { url async throws in
            #expect(try await Self.engine(url).poll(run).state == expected)
            #expect(try await Self.engine(url).poll(EngineRun(id: "nope", url: nil)).state == .missing)
        }
    }

    @Test func `the text of an alert makes no template`() async throws {
        let server = FakeServer(answer: FakeKubeflow().answer)
        try await server.run { url async throws in
            _ = try await Self.engine(url).start(.testing(labels: ["model": "{{workflow.name}}"]))
        }
        let sent = server.calls.last?.json?["runtime_config"]?["parameters"]?["model"]
        #expect(sent == .string("{ {workflow.name}}"))
    }
}
