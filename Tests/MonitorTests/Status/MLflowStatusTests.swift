import Foundation
import Hummingbird
import NIOPosix
import Testing

@testable import Monitor

/// Against the answers that MLflow 3.17.2 gave.
struct MLflowStatusTests {
    private static let answers = [
        "/registered-models/get": "30_registered_model", "/model-versions/get": "32_model_version",
        "/runs/get": "33_run", "/logged-models": "34_artifacts", "/artifacts/list": "34_artifacts",
        "/runs/search": "36_latest_run",
    ]

    /// Looks at a server with some answers other than usual: the name of a recording, or a body.
    private static func read(
        _ other: [String: String] = [:]
    ) async throws -> (reading: Result<StatusReading, any Error>, calls: [FakeServer.Call]) {
        let answers = answers.merging(other) { _, other in other }
        let server = FakeServer { call in
            let path = call.path.replacing("/api/2.0/mlflow", with: "")
            guard let answer = answers.first(where: { path.hasPrefix($0.key) })?.value else {
                return Response(.notFound, text: "no recording for \(path)")
            }
            if let status = Int(answer) { return Response(.init(code: status), text: "") }
            return try answer.hasPrefix("{")
                ? Response(.ok, text: answer, contentType: "application/json") : RecordedAnswer.of("mlflow/" + answer)
        }
        let result = try await server.run { url async throws -> Result<StatusReading, any Error> in
            let configuration = try Configuration(
                text: """
                    policies:
                      - name: p
                        match: [model=churn]
                        engine: {command: {argv: [/bin/true]}}
                        verdict:
                          metrics: [{name: m, min_improvement: 0}]
                          registry: {mlflow: {url: "\(url)", timeout: 2s, status_interval: 1m}}
                    """)
            let sources = configuration.statusSources(client: HTTPClient(threads: .singleton))
            let source = try #require(sources.first)
            do { return .success(try await source.read(at: Date())) } catch { return .failure(error) }
        }
        return (result, server.calls)
    }

    @Test func `versions, runs and files become values`() async throws {
        let (result, calls) = try await Self.read()
        let series = try result.get().series
        let expected = [
            "model_registered|churn": 1.0, "alias_version|churn|champion": 1, "alias_version|churn|latest": 1,
            "version_created_timestamp_seconds|churn|champion": 1_795_845_498.28,
            "version_ready|churn|champion": 1, "artifacts_available|churn|champion": 1,
            "run_metric|churn|champion|accuracy": 0.9, "run_metric|churn|latest|f1": 0.8,
            "run_started_timestamp_seconds|churn|latest": 1_795_845_497.575, "run_status|churn|latest|finished": 1,
            "run_status|churn|latest|failed": 0,
        ]
        for (name, value) in expected { #expect(series["modelwatch_mlflow_\(name)"] == value, "\(name)") }
        #expect(!series.keys.contains { $0.contains("stage_version") })
        #expect(calls.last?.path == "/api/2.0/mlflow/runs/search")
        #expect(calls.last?.json?["experiment_ids"] == .array([.string("1")]))
        #expect(calls.allSatisfy { $0.headers[.origin] == nil })
    }

    @Test func `a model that is not registered has no version`() async throws {
        let (result, calls) = try await Self.read(["/registered-models/get": "31_registered_model_missing"])
        #expect(try result.get().series == ["modelwatch_mlflow_model_registered|churn": 0])
        #expect(calls.count == 1)
    }

    @Test(arguments: ["35_artifacts_gone", "500", "404"])
    func `files that are gone, or in a storage that cannot be read, are not available`(answer: String) async throws {
        let (result, _) = try await Self.read(["/logged-models": answer])
        #expect(try result.get().series["modelwatch_mlflow_artifacts_available|churn|champion"] == 0)
    }

    @Test func `files of a run are looked for where the run keeps them`() async throws {
        let version = #"""
            {"model_version": {"name": "churn", "version": "1", "run_id": "r 1", "status": "PENDING_REGISTRATION",
              "creation_timestamp": "1795845498280",
              "source": "/srv/mlflow/artifacts/1/5bb4fa931e2d414b8ec9a67ded4cd424/artifacts/my model"}}
            """#
        let (result, calls) = try await Self.read(["/model-versions/get": version])
        let series = try result.get().series
        #expect(series["modelwatch_mlflow_artifacts_available|churn|champion"] == 1)
        #expect(series["modelwatch_mlflow_version_ready|churn|champion"] == 0)
        #expect(series["modelwatch_mlflow_version_created_timestamp_seconds|churn|champion"] == 1_795_845_498.28)
        #expect(calls.contains { $0.path.hasSuffix("/artifacts/list?run_id=r%201&path=my%20model") })
    }

    @Test func `files in nobody's care are not spoken of`() async throws {
        let version = #"{"model_version": {"name": "churn", "version": "1", "source": "s3://elsewhere/model"}}"#
        let (result, _) = try await Self.read(["/model-versions/get": version])
        let series = try result.get().series
        #expect(series["modelwatch_mlflow_artifacts_available|churn|champion"] == nil)
        #expect(series["modelwatch_mlflow_alias_version|churn|champion"] == 1)
        #expect(series["modelwatch_mlflow_run_status|churn|champion|finished"] == nil)
    }

    @Test func `stages and aliases are told, and there is an end to them`() async throws {
        let aliases = (10..<40).map { #"{"alias": "a\#($0)", "version": "2"}"# }.joined(separator: ",")
        let model = #"""
            {"registered_model": {"name": "churn", "aliases": [\#(aliases)], "latest_versions": [
              {"name": "churn", "version": "9", "current_stage": "Production"},
              {"name": "churn", "version": "10", "current_stage": "None"},
              {"name": "churn", "version": "x", "current_stage": "Staging"}]}}
            """#
        let (result, _) = try await Self.read(["/registered-models/get": model])
        let reading = try result.get()
        #expect(reading.series["modelwatch_mlflow_stage_version|churn|Production"] == 9)
        #expect(reading.series["modelwatch_mlflow_stage_version|churn|Staging"] == nil)
        #expect(reading.series["modelwatch_mlflow_alias_version|churn|latest"] == 10)
        #expect(reading.series["modelwatch_mlflow_alias_version|churn|a29"] == 2)
        #expect(reading.series["modelwatch_mlflow_alias_version|churn|a30"] == nil)
        #expect(reading.omitted == 10)
    }

    @Test func `metrics of the machine are left out, the others have a limit`() async throws {
        let metrics = (100..<200).map { #"{"key": "m\#($0)", "value": 1}"# }
        let all = metrics + [#"{"key": "system/cpu", "value": 1}"#, #"{"key": "a", "value": "NaN"}"#]
        let run = #"{"run": {"data": {"metrics": [\#(all.joined(separator: ","))]}}}"#
        let (result, _) = try await Self.read(["/runs/get": run])
        let reading = try result.get()
        let names = reading.series.keys.filter { $0.contains("run_metric|churn|champion") }
        #expect(names.count == MLflowStatus.metricLimit && reading.omitted == 50)
        #expect(!names.contains { $0.contains("system/") })
    }

    @Test(arguments: [("26_bad_host_header", 403), ("27_origin_header", 403)])
    func `a server that lets nobody in is a failed look`(recording: String, status: Int) async throws {
        let (result, _) = try await Self.read(["/registered-models/get": recording])
        let error = #expect(throws: EngineError.self) { try result.get() }
        #expect(error?.description.hasPrefix("MLflow answered \(status)") == true)
    }
}
