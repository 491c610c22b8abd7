import Foundation
import Logging
import NIOPosix
import Testing
import TestSupport

@testable import Monitor

/// Verdicts on versions in a real MLflow.
@Suite(.serialized, .realEngines)
struct RealEngineMLflowTests {
    private static let now = Date(timeIntervalSince1970: 1_800_000_000)

    /// Registers a version that a run made, with its metrics and a tag with the trigger's key.
    private static func register(
        _ server: MLflowServer, model: String, accuracy: String, key: String
    ) async throws -> String {
        func text(_ value: String) -> JSONValue { .string(value) }
        let tags: JSONValue = .array([.object(["key": text("modelwatch.trigger"), "value": text(key)])])
        let run = try await server.call(
            "/runs/create", .object(["experiment_id": text("0"), "start_time": .integer(1), "tags": tags]))
        let id = try #require(run["run"]?["info"]?["run_id"]?.string)
        let artifacts = try #require(run["run"]?["info"]?["artifact_uri"]?.string)
        for (name, value) in [("accuracy", text(accuracy)), ("rows", .integer(500))] {
            try await server.call(
                "/runs/log-metric",
                .object(["run_id": text(id), "key": text(name), "value": value, "timestamp": .integer(1)]))
        }
        let version = try await server.call(
            "/model-versions/create",
            .object(["name": text(model), "source": text("\(artifacts)/model"), "run_id": text(id)]))
        return try #require(version["model_version"]?["version"]?.string)
    }

    private static func setup(_ url: String) throws -> (worker: VerdictWorker, policy: PolicyConfiguration) {
        let text = """
            policies:
              - name: p
                match: [a=b]
                engine: {command: {argv: [/bin/true]}}
                verdict:
                  metrics: [{name: accuracy, min_improvement: 0.01}]
                  min_rows: {name: rows, count: 100}
                  registry: {mlflow: {url: "\(url)", timeout: 30s}}
                  promote: alias
                  registry_grace: 30s
            """
        let configuration = try Configuration(text: text)
        let worker = VerdictWorker(
            tools: .testing, configurations: ConfigurationStore(configuration), logger: Logger(label: "test"))
        return (worker, try #require(configuration.policies.first))
    }

    private static func request(_ key: String, model: String, _ policy: PolicyConfiguration) -> RetrainingRequest {
        let alert = Alert(
            status: .firing, labels: ["model": model], annotations: [:], startsAt: nil, endsAt: nil, generatorURL: "",
            fingerprint: "f")
        return RetrainingRequest(key: key, policy: policy, subject: model, alert: alert, startsAt: now)
    }

    private static func judge(
        _ snapshot: VerdictProgress, _ request: RetrainingRequest, _ policy: PolicyConfiguration,
        by worker: VerdictWorker
    ) async throws -> RetrainingVerdict {
        var (progress, now) = (snapshot, now)
        while true {
            let step = await worker.advance(progress, of: request, run: nil, output: [:], policy: policy, at: now)
            switch step {
            case .finished(_, let verdict): return verdict
            case .wait(let next, let until, let reason):
                try #require(until < Self.now + 600, "\(reason)")
                (progress, now) = (next, max(now, until))
            }
        }
    }

    @Test func `versions are found, compared, promoted, rejected and kept as MLflow has them`() async throws {
        let server = try await MLflowServer()
        let model = "Größe & co=1?"
        let (worker, policy) = try Self.setup(server.url)
        let registry = MLflowRegistry(
            try #require(policy.verdict?.mlflow), model: model, client: HTTPClient(threads: .singleton))
        await #expect(throws: EngineError.self) { try await registry.champion() }
        try await server.call("/registered-models/create", .object(["name": .string(model)]))
        #expect(try await registry.champion() == nil)
        let first = try await Self.register(server, model: model, accuracy: "0.8", key: "rt-0-a1")
        try await registry.point(.champion, to: first)

        let better = Self.request("rt-1-a1", model: model, policy)
        let snapshot = await worker.snapshot(for: better, policy: policy)
        #expect(snapshot.champion?.version == first && snapshot.champion?.metrics["accuracy"] == 0.8)
        let second = try await Self.register(server, model: model, accuracy: "0.9", key: "rt-1-a1")
        #expect(try await Self.judge(snapshot, better, policy, by: worker).outcome == .promoted)
        let champion = try #require(try await registry.champion())
        #expect(champion.version == second)
        #expect(champion.tags["modelwatch.verdict"] == "promoted")
        #expect(try await registry.version(first)?.tags["modelwatch.verdict.trigger"] == "rt-1-a1")
        // A second time, as after a crash: nothing changes.
        #expect(try await Self.judge(snapshot, better, policy, by: worker).outcome == .promoted)

        for (key, accuracy, outcome) in [
            ("rt-2-a1", "0.85", RetrainingVerdict.Outcome.rejected), ("rt-3-a1", "NaN", .inconclusive),
        ] {
            let request = Self.request(key, model: model, policy)
            let snapshot = await worker.snapshot(for: request, policy: policy)
            _ = try await Self.register(server, model: model, accuracy: accuracy, key: key)
            #expect(try await Self.judge(snapshot, request, policy, by: worker).outcome == outcome)
        }
        let missing = Self.request("rt-4-a1", model: model, policy)
        let verdict = try await Self.judge(
            await worker.snapshot(for: missing, policy: policy), missing, policy, by: worker)
        #expect(verdict.reason == "gave up after 30s: the run has made no new version yet")
        #expect(try await registry.champion()?.version == second)
        await #expect(throws: EngineError.self) { try await registry.point(.champion, to: "99") }
        try await server.stop()
    }
}
