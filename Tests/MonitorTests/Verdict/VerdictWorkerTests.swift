import Foundation
import Logging
import NIOPosix
import Synchronization
import Testing
import TestSupport

@testable import Monitor

/// The whole verdict against an MLflow of the test's own, by HTTP.
struct VerdictWorkerTests {
    private static let start = Date(timeIntervalSince1970: 1_800_000_000)
    private static let key = "rt-01jd0000000000000000000000-a1"

    private struct Setup {
        let worker: VerdictWorker
        let policy: PolicyConfiguration
        let request: RetrainingRequest

        init(_ url: String, _ settings: String, labels: [String: String] = ["model": "fraud"]) throws {
            let text = """
                prometheus: {url: "\(url)"}
                policies:
                  - name: p
                    match: [a=b]
                    engine: {command: {argv: [/bin/true]}}
                    verdict:
                      metrics: [{name: accuracy, min_improvement: 0.05}]
                      \(settings.replacing("URL", with: url))
                """
            let configuration = try Configuration(text: text)
            policy = try #require(configuration.policies.first)
            let alert = Alert(
                status: .firing, labels: labels, annotations: [:], startsAt: nil, endsAt: nil, generatorURL: "",
                fingerprint: "f")
            request = RetrainingRequest(
                key: VerdictWorkerTests.key, policy: policy, subject: "fraud", alert: alert,
                startsAt: VerdictWorkerTests.start)
            worker = VerdictWorker(
                tools: .testing, configurations: ConfigurationStore(configuration), logger: Logger(label: "test"))
        }

        /// Advances to the end, storing what is to be stored as JSON each time.
        func finish(
            _ progress: VerdictProgress, output: [String: String] = [:], between: (Date) -> Void = { _ in }
        ) async throws -> (verdict: RetrainingVerdict, progress: VerdictProgress, end: Date) {
            var (progress, now) = (progress, VerdictWorkerTests.start)
            for _ in 0..<2000 {
                let step = await worker.advance(
                    progress, of: request, run: nil, output: output, policy: policy, at: now)
                switch step {
                case .finished(let progress, let verdict): return (verdict, progress, now)
                case .wait(let next, let until, _):
                    let stored = try JSONEncoder().encode(next)
                    progress = try JSONDecoder().decode(VerdictProgress.self, from: stored)
                    now = max(now, until)
                    between(now)
                }
            }
            throw Eventually.Timeout(description: "the verdict never ends")
        }
    }

    private static let alias = "registry: {mlflow: {url: 'URL', timeout: 2s}}\n      promote: alias"
    private static let watched =
        alias + "\n      watch: {query: bad, labels: {model: '{{ labels.model }}'}, for: 30s, window: 2m}"

    @Test func `a better version becomes the champion and both versions tell why`() async throws {
        let mlflow = FakeMLflow(key: Self.key)
        try await mlflow.server.run { url async throws in
            let setup = try Setup(url, Self.watched + "\n      reference: {webhook: {url: 'URL/hook'}}")
            let snapshot = await setup.worker.snapshot(for: setup.request, policy: setup.policy)
            #expect(snapshot.champion?.version == "1" && snapshot.warnings.isEmpty)
            let (verdict, progress, end) = try await setup.finish(snapshot)
            #expect(verdict.outcome == .promoted && progress.hasPassedWatch)
            #expect(end == Self.start + 120)
            #expect(verdict.metrics.map(\.gain) == [0.9 - 0.8])
        }
        let state = mlflow.state.withLock { $0 }
        #expect(state.aliases == ["champion": "2", "previous_champion": "1"])
        #expect(state.moves.map(\.to) == ["2"] && state.moves.first?.previous == "1")
        for version in ["1", "2"] {
            #expect(state.tags[version]?["modelwatch.verdict"] == "promoted")
            #expect(state.tags[version]?["modelwatch.verdict.trigger"] == Self.key)
            #expect(state.tags[version]?["modelwatch.verdict.reason"] == "accuracy went from 0.8 to 0.9")
        }
        #expect(state.hooks.map { $0["action"] } == [.string("reference")])
        #expect(state.hooks.first?["challenger"]?["version"] == .string("2"))
    }

    @Test func `a breach of this model brings the old champion back, one of another does not`() async throws {
        let sample = #"[{"metric": {"model": "MODEL"}, "value": [1, "7"]}]"#
        for (model, outcome) in [("fraud", RetrainingVerdict.Outcome.rolledBack), ("other", .promoted)] {
            let mlflow = FakeMLflow(key: Self.key)
            try await mlflow.server.run { url async throws in
                let setup = try Setup(url, Self.watched)
                mlflow.state.withLock { $0.result = sample.replacing("MODEL", with: model) }
                let snapshot = await setup.worker.snapshot(for: setup.request, policy: setup.policy)
                let (verdict, _, _) = try await setup.finish(snapshot)
                #expect(verdict.outcome == outcome)
                if outcome == .rolledBack {
                    #expect(verdict.reason == #"the watch found a breach: {model="fraud"} is 7.0"#)
                }
            }
            let state = mlflow.state.withLock { $0 }
            #expect(state.aliases["champion"] == (outcome == .rolledBack ? "1" : "2"))
            #expect(state.tags["2"]?["modelwatch.verdict"] == outcome.rawValue)
        }
    }

    @Test func `a registry that cannot be asked before the run is a warning`() async throws {
        let mlflow = FakeMLflow(key: Self.key)
        let port = try await FreePort.next()
        let closed = try Setup("http://127.0.0.1:\(port)", Self.alias)
        let snapshot = await closed.worker.snapshot(for: closed.request, policy: closed.policy)
        #expect(snapshot.champion == nil)
        #expect(
            snapshot.warnings.first?.hasPrefix("the champion before the run is not known: MLflow cannot be reached")
                == true)
        try await mlflow.server.run { url async throws in
            let setup = try Setup(url, Self.alias)
            #expect(try await setup.finish(snapshot).verdict.outcome == .promoted)
        }
    }

    @Test func `without a registry the output of the run is judged and a hook promotes`() async throws {
        let mlflow = FakeMLflow(key: Self.key)
        let output = [
            "accuracy": "0.9", "champion.accuracy": "0.8", "model_version": "s3://m/8", "champion_version": "7",
        ]
        try await mlflow.server.run { url async throws in
            let setup = try Setup(url, "promote: {webhook: {url: 'URL/hook'}}")
            let snapshot = await setup.worker.snapshot(for: setup.request, policy: setup.policy)
            let (verdict, _, _) = try await setup.finish(snapshot, output: output)
            #expect(verdict.outcome == .promoted)
            let worse = output.merging(["accuracy": "0.7"]) { _, new in new }
            #expect(try await setup.finish(snapshot, output: worse).verdict.outcome == .rejected)
            let unknown = try await setup.finish(snapshot, output: [:]).verdict
            #expect(unknown.outcome == .inconclusive)
        }
        let hooks = mlflow.state.withLock { $0.hooks }
        #expect(hooks.count == 1)
        #expect(hooks.first?["verdict"] == .string("promoted"))
        #expect(hooks.first?["trigger"] == .string(Self.key))
        #expect(hooks.first?["champion"]?["version"] == .string("7"))
        #expect(hooks.first?["challenger"]?["version"] == .string("s3://m/8"))
        #expect(hooks.first?["metrics"]?.array?.first?["name"] == .string("accuracy"))
    }

    @Test func `a command is told once, and its failure promotes nothing`() async throws {
        let folder = try TemporaryFolder()
        let script = try folder.write("#!/bin/sh\ncat >> \(folder.path("told"))\nexit $1\n", to: "hook.sh")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
        for (status, outcome) in [(0, RetrainingVerdict.Outcome.promoted), (3, .inconclusive)] {
            let storage = folder.path("storage\(status)")
            let settings = "promote: {command: {argv: [\(script), '\(status)']}}"
            let setup = try Setup("http://localhost", settings)
            let commands = CommandRunner(
                storage: storage, executable: BuiltProduct.modelwatch, threads: .singleton)
            let worker = VerdictWorker(
                tools: EngineTools(client: HTTPClient(threads: .singleton), commands: commands),
                configurations: setup.worker.configurations, logger: setup.worker.logger)
            var progress = VerdictProgress()
            let verdict = try await Eventually.value(within: .seconds(30), "the command ends") {
                () -> RetrainingVerdict? in
                let output = ["accuracy": "0.9", "champion.accuracy": "0.8"]
                let step = await worker.advance(
                    progress, of: setup.request, run: nil, output: output, policy: setup.policy, at: Self.start)
                switch step {
                case .finished(_, let verdict): return verdict
                case .wait(let next, _, _):
                    progress = next
                    return nil
                }
            }
            #expect(verdict.outcome == outcome)
        }
        let told = try String(contentsOfFile: folder.path("told"), encoding: .utf8).split(separator: "\n")
        #expect(told.count == 2)
        #expect(told.first?.contains("\"verdict\":\"promoted\"") == true)
    }

    /// Each call may fail before or after MLflow acted on it.
    @Test(arguments: 0..<12)
    func `whatever calls fail, the champion is moved once and the outcome is what MLflow has`(seed: UInt64) async throws
    {
        let mlflow = FakeMLflow(key: Self.key)
        try await mlflow.server.run { url async throws in
            let setup = try Setup(url, Self.watched)
            var random = SplitMix64(seed: seed)
            let isBetter = Bool.random(using: &random)
            let isBreached = Bool.random(using: &random)
            mlflow.state.withLock { state in
                state.random = SplitMix64(seed: seed &+ 1000)
                state.failureRate = 0.3
                state.metrics["2"] = isBetter ? 0.9 : 0.7
                state.result = isBreached ? #"[{"metric": {"model": "fraud"}, "value": [1, "7"]}]"# : "[]"
            }
            let snapshot = VerdictProgress(champion: ModelVersion(version: "1", metrics: ["accuracy": 0.8]))
            let (verdict, _, _) = try await setup.finish(snapshot)
            let state = mlflow.state.withLock { $0 }
            switch verdict.outcome {
            case .promoted: #expect(isBetter && state.aliases["champion"] == "2")
            case .rolledBack: #expect(isBetter && isBreached && state.aliases["champion"] == "1")
            case .rejected: #expect(!isBetter && state.moves.isEmpty)
            case .inconclusive: #expect(state.aliases["champion"] == "1" && state.moves.isEmpty)
            case .passed, .conflict: Issue.record("unexpected \(verdict)")
            }
            #expect(state.moves.filter { $0.to == "2" }.count <= 1)
            #expect(state.moves.allSatisfy { $0.previous == "1" })
        }
    }
}
