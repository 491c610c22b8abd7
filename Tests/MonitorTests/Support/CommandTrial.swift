import Foundation
import NIOPosix
import TestSupport

@testable import Monitor

/// Runs scripts by the command engine in a folder that disappears with it.
struct CommandTrial {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// The engine for a script, with further keys in YAML's flow style.
    ///
    /// - Parameter place: A folder in ours for the bridge's storage.
    func engine(
        _ script: String, timeout: String = "1m", more: String = "", storage place: String = ""
    ) throws -> CommandEngine {
        let text = """
            policies: [{name: p, match: [a=b], engine: {command: {argv: [/bin/sh, -c, '\(script)'], timeout: \(timeout),
              environment: {STAGE: test}\(more)}}}]
            """
        let settings = try Configuration(text: text).policies.first?.engine.settings
        guard let configuration = settings as? CommandConfiguration else {
            throw CocoaError(.featureUnsupported)
        }
        let runner = CommandRunner(
            storage: folder.url.path() + place, executable: BuiltProduct.modelwatch, threads: .singleton)
        return CommandEngine(configuration: configuration, runner: runner)
    }

    func request(_ key: String = "rt-k-a1", model: String = "fraud") throws -> RetrainingRequest {
        let text = "policies: [{name: p, match: [a=b], engine: {command: {argv: [/bin/true]}}}]"
        guard let policy = try Configuration(text: text).policies.first else { throw CocoaError(.featureUnsupported) }
        let alert = Alert(
            status: .firing, labels: ["model": model], annotations: ["value": "0.5"], startsAt: nil, endsAt: nil,
            generatorURL: "", fingerprint: "f")
        return RetrainingRequest(key: key, policy: policy, subject: "s", alert: alert, startsAt: Date())
    }

    func started(_ engine: CommandEngine, _ request: RetrainingRequest) async throws -> EngineRun {
        guard case .started(let run) = await engine.start(request) else { throw CocoaError(.featureUnsupported) }
        return run
    }

    /// How a run ends.
    func end(of engine: CommandEngine, _ run: EngineRun) async throws -> RunState {
        try await Eventually.value(within: .seconds(20), "the run ends") {
            let state = try await engine.poll(run).state
            if case .running = state { return nil }
            return state
        }
    }

    /// How a script ends.
    func end(of script: String, more: String = "") async throws -> RunState {
        let engine = try engine(script, more: more)
        return try await end(of: engine, started(engine, request()))
    }

    /// What a script printed.
    var output: String {
        get throws {
            try String(contentsOf: CommandFolder(storage: folder.url.path(), key: "rt-k-a1").log, encoding: .utf8)
        }
    }
}
