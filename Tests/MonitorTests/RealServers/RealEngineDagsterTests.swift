import Foundation
import Testing

@testable import Monitor

/// A real Dagster server.
@Suite(.serialized, .realEngines) struct RealEngineDagsterTests {
    private static func engine(
        _ url: String, job: String = "retrain", _ seconds: Double = 0, _ fails: Bool = false, timeout: String = "60s"
    ) throws -> any RetrainingEngine {
        try EngineConfiguration(
            text: """
                dagster: {url: '\(url)', location: defs.py, job: \(job), timeout: \(timeout), run_config: {ops: {train:
                  {config: {model: '{{ labels.model }}', seconds: \(seconds), fail: \(fails)}}}}}
                """
        ).engine()
    }

    @Test func `a job is run, followed, ended and found by its tag`() async throws {
        let server = try await DagsterServer()
        do {
            let trial = RealEngineTrial(
                engine: { try Self.engine(server.url, $0, $1) }, running: .running("STARTED"))
            try await trial.runs()
            try await Self.expectRefusals(server.url)
            try await Self.expectOneRun(server.url, trial)
            try await Self.expectOneRunAfterCrash(server.url)
            try await Self.expectOneRunAfterRestart(server)
        } catch {
            try await server.stop()
            throw error
        }
        try await server.stop()
    }

    private static func expectRefusals(_ url: String) async throws {
        for engine in try [engine(url, job: "none"), engine(url + "/nowhere")] {
            guard case .refused = try await engine.start(.testing()) else {
                Issue.record("expected a refusal")
                continue
            }
        }
        let wrong = try EngineConfiguration(
            text: "dagster: {url: '\(url)', location: defs.py, job: retrain, run_config: {ops: {none: {}}}}"
        ).engine()
        guard case .refused(let reason) = try await wrong.start(.testing()) else {
            Issue.record("expected a refusal")
            return
        }
        #expect(reason.contains("RunConfigValidationInvalid"))
    }

    /// A call whose answer does not arrive made a run, which is found by the key.
    private static func expectOneRun(_ url: String, _ trial: RealEngineTrial) async throws {
        let direct = try trial.engine(0, false)
        let key = RealEngineTrial.key()
        #expect(try await direct.find(key: key, since: .distantPast) == nil)
        let proxy = HoldingProxy(target: url) { $0.path == "/graphql" }
        let outcome = try await proxy.server.run { url async throws in
            try await engine(url, timeout: "4s").start(.testing(key: key))
        }
        guard case .ambiguous = outcome else {
            Issue.record("expected doubt, got \(outcome)")
            return
        }
        let found = try await Eventually.value(within: .seconds(30), "the run is found") {
            try await direct.find(key: key, since: .distantPast)
        }
        #expect(proxy.created == 1)
        guard case .succeeded = try await trial.end(of: found) else {
            Issue.record("expected success")
            return
        }
        #expect(try await direct.find(key: key, since: .distantPast)?.id == found.id)
    }

    /// `kill -9` of the real bridge after Dagster made the run and before its answer came.
    private static func expectOneRunAfterCrash(_ url: String) async throws {
        let proxy = HoldingProxy(target: url) { String(decoding: $0.body, as: UTF8.self).contains("launchRun(") }
        try await proxy.server.run { proxied async throws in
            let bridge = try await BridgeProcess()
            try bridge.configure(policy(proxied))
            let first = try await bridge.start()
            let alert = try Payloads.body(labels: ["alertname": "ModelDrift", "model": "crash"])
            #expect(try await bridge.deliver(alert) == 200)
            try await Eventually.holds(within: .seconds(60), "Dagster made the run") { proxy.created == 1 }
            try await first.kill()
            proxy.release()
            let second = try await bridge.start()
            let trigger = try await bridge.waitForOnlyTrigger(in: "succeeded", within: .seconds(120))
            #expect(proxy.created == 1)
            let key = try #require(trigger["key"]?.string)
            #expect(try await engine(url).find(key: key, since: .distantPast) != nil)
            try await second.stop()
        }
    }

    /// Dagster goes down and comes again between the start of a run and its end.
    private static func expectOneRunAfterRestart(_ server: DagsterServer) async throws {
        try await server.stop()
        try await server.start(runs: 0)
        let bridge = try await BridgeProcess()
        try bridge.configure(policy(server.url))
        let process = try await bridge.start()
        let alert = try Payloads.body(labels: ["alertname": "ModelDrift", "model": "restart"])
        #expect(try await bridge.deliver(alert) == 200)
        let trigger = try await bridge.waitForOnlyTrigger(in: "running", within: .seconds(60))
        try await server.stop()
        try await Task.sleep(for: .seconds(3))
        #expect(try await bridge.triggers().first?["state"] == .string("running"))
        try await server.start()
        let ended = try await bridge.waitForOnlyTrigger(in: "succeeded", within: .seconds(120))
        #expect(ended["attempts"] == .integer(1))
        #expect(ended["run_id"] == trigger["run_id"])
        try await process.stop()
    }

    private static func policy(_ url: String) -> String {
        """
        bridge: {poll_interval: 500ms}
        policies:
          - name: retrain
            match: [alertname="ModelDrift"]
            mode: auto
            engine: {dagster: {url: "\(url)", location: defs.py, job: retrain, timeout: 60s, run_config: {ops:
              {train: {config: {model: "{{ labels.model }}", seconds: 0, fail: false}}}}}}
        """
    }
}
