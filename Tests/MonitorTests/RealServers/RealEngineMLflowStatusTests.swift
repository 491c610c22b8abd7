import Foundation
import NIOPosix
import Testing

@testable import Monitor

/// The state of models in a real MLflow.
@Suite(.serialized, .realEngines)
struct RealEngineMLflowStatusTests {
    private static let model = "Größe & co"

    /// Registers a version that a run made; tells the folder of its files.
    private static func register(_ server: MLflowServer, accuracy: Double) async throws -> String {
        let run = try await server.call(
            "/runs/create", .object(["experiment_id": .string("0"), "start_time": .integer(1_800_000_000_000)]))
        let id = try #require(run["run"]?["info"]?["run_id"]?.string)
        let artifacts = try #require(run["run"]?["info"]?["artifact_uri"]?.string)
        try await server.call(
            "/runs/log-metric",
            .object([
                "run_id": .string(id), "key": .string("accuracy"), "value": .number(accuracy),
                "timestamp": .integer(1),
            ]))
        try await server.call(
            "/model-versions/create",
            .object(["name": .string(model), "source": .string("\(artifacts)/model"), "run_id": .string(id)]))
        return "\(artifacts)/model"
    }

    private static func source(_ url: String) throws -> any StatusSource {
        let configuration = try Configuration(
            text: """
                policies:
                  - name: p
                    match: [a=b]
                    engine: {command: {argv: [/bin/true]}}
                    verdict:
                      metrics: [{name: accuracy, min_improvement: 0.01}]
                      registry:
                        mlflow: {url: "\(url)", timeout: 30s, status_interval: 1m, status_models: ["\(model)"]}
                """)
        return try #require(configuration.statusSources(client: HTTPClient(threads: .singleton)).first)
    }

    @Test func `what MLflow has of a model becomes values`() async throws {
        let server = try await MLflowServer()
        let source = try Self.source(server.url)
        func value(_ name: String, _ labels: String = "") async throws -> Double? {
            try await source.read(at: Date()).series["modelwatch_mlflow_\(name)|\(Self.model)\(labels)"]
        }
        #expect(try await value("model_registered") == 0)
        try await server.call("/registered-models/create", .object(["name": .string(Self.model)]))
        #expect(try await value("model_registered") == 1)
        #expect(try await value("alias_version", "|latest") == nil)

        let files = try await Self.register(server, accuracy: 0.8)
        _ = try await Self.register(server, accuracy: 0.9)
        for (path, more) in [
            ("/registered-models/alias", ["alias": JSONValue.string("champion")]),
            (
                "/model-versions/transition-stage",
                ["stage": .string("Production"), "archive_existing_versions": .boolean(true)]
            ),
        ] {
            let body: [String: JSONValue] = ["name": .string(Self.model), "version": .string("1")]
            try await server.call(path, .object(body.merging(more) { first, _ in first }))
        }
        #expect(try await value("alias_version", "|champion") == 1)
        #expect(try await value("alias_version", "|latest") == 2)
        #expect(try await value("stage_version", "|Production") == 1)
        #expect(try await value("version_ready", "|champion") == 1)
        #expect(try await value("run_metric", "|champion|accuracy") == 0.8)
        #expect(try await value("run_status", "|latest|running") == 1)
        #expect(try await value("run_started_timestamp_seconds", "|latest") == 1_800_000_000)

        #expect(try await value("artifacts_available", "|champion") == 0)
        try FileManager.default.createDirectory(atPath: files, withIntermediateDirectories: true)
        try Data("flavors: {}".utf8).write(to: URL(filePath: files + "/MLmodel"))
        #expect(try await value("artifacts_available", "|champion") == 1)
        #expect(try await value("artifacts_available", "|latest") == 0)
        try await server.stop()
        await #expect(throws: EngineError.self) { try await source.read(at: Date()) }
    }
}
