import Foundation
import Testing

@testable import Monitor

/// Data degrade, Prometheus alerts, Alertmanager notifies, the bridge starts a run on Prefect: all of them real.
@Suite(.prefect, .serialized) struct WholeLoopTests {
    private let prefect: PrefectServer
    private let bridge: BridgeProcess
    private let exporter: ExporterProcess

    init() async throws {
        prefect = try #require(PrefectServer.current)
        bridge = try await BridgeProcess()
        exporter = try await ExporterProcess()
    }

    @Test func `a degraded week starts exactly one run, its repeats and its end start none`() async throws {
        try configureBridge()
        let processes = [try await bridge.start(), try await exporter.start()]
        let alertmanager = try await AlertmanagerServer(configuration: alertmanagerConfiguration)
        let prometheus = try await PrometheusServer(
            configuration: prometheusConfiguration(alertmanager), rules: try Self.rules())
        let names = ["AccuracyBelowThreshold", "ModelwatchAccuracyLow"]
        try await Task.sleep(for: .seconds(3))
        for name in names { #expect(try await !prometheus.isFiring(name)) }

        try exporter.replaceCurrent(with: "degraded.parquet")
        for name in names {
            // The guide's rule waits 30 s; its group is evaluated every 10 s.
            try await Eventually.holds(within: .seconds(90), "\(name) fires") { try await prometheus.isFiring(name) }
        }
        try await expectOneCompletedRun()
        try await expectRepeatsToStartNothing()

        try exporter.replaceCurrent(with: "current.parquet")
        try await Eventually.holds(within: .seconds(60), "both alerts resolve") {
            try await bridge.metric("modelwatch_open_episodes") == 0
        }
        #expect(try await prefect.runs(of: "genre-classifier").count == 1)
        try await prometheus.stop()
        try await alertmanager.stop()
        for process in processes { try await process.stop() }
    }

    /// The guide's rule and ours are about one model: the first alert retrains it, the second finds that done.
    private func configureBridge() throws {
        try bridge.configure(
            """
            bridge: {poll_interval: 500ms}
            policies:
              - name: retrain
                match: [alertname=~"AccuracyBelowThreshold|ModelwatchAccuracyLow"]
                mode: auto
                cooldown: 1h
                engine: {prefect: {url: "\(prefect.url)", deployment: retrain/production}}
            """)
    }

    /// The shipped configuration with shorter waits; `repeat_interval` stands for the hourly repeat.
    private var alertmanagerConfiguration: String {
        """
        route: {receiver: prefect-webhook, group_wait: 1s, group_interval: 1s, repeat_interval: 2s}
        receivers:
          - name: prefect-webhook
            webhook_configs: [{url: "\(bridge.url)/trigger", send_resolved: true}]
        """
    }

    private func prometheusConfiguration(_ alertmanager: AlertmanagerServer) -> String {
        """
        global: {scrape_interval: 1s, evaluation_interval: 1s}
        rule_files: [guide.rules.yml, balanced.yml, modelwatch.alerts.yml]
        alerting: {alertmanagers: [{static_configs: [{targets: ["\(alertmanager.url.dropFirst(7))"]}]}]}
        scrape_configs:
          - {job_name: modelwatch, static_configs: [{targets: ["\(exporter.address)"]}]}
          - job_name: modelwatch-evidently
            metrics_path: /metrics/evidently
            static_configs: [{targets: ["\(exporter.address)"], labels: {model: genre-classifier}}]
        """
    }

    /// The guide's rules as they are, ours with shorter waits.
    private static func rules() throws -> [String: String] {
        let folder = Fixtures.packageRoot.appending(path: "prometheus")
        let guide = try String(contentsOf: folder.appending(path: "rules/guide.rules.yml"), encoding: .utf8)
        let thresholds = try String(contentsOf: folder.appending(path: "thresholds/balanced.yml"), encoding: .utf8)
        let ours = try String(contentsOf: folder.appending(path: "rules/modelwatch.alerts.yml"), encoding: .utf8)
            .replacing(/keep_firing_for: \w+/, with: "keep_firing_for: 1s").replacing(/for: 1m\n/, with: "for: 5s\n")
            .replacing("[2m]", with: "[5s]")
        return ["guide.rules.yml": guide, "balanced.yml": thresholds, "modelwatch.alerts.yml": ours]
    }

    private func expectOneCompletedRun() async throws {
        let trigger = try await bridge.waitForOnlyTrigger(in: "succeeded", within: .seconds(90))
        let runs = try await prefect.runs(of: "genre-classifier")
        #expect(runs.count == 1)
        #expect(runs.first?["state_type"] == .string("COMPLETED"))
        #expect(runs.first?["idempotency_key"] == trigger["key"])
        let parameters = runs.first?["parameters"]
        #expect(parameters?["model"] == .string("genre-classifier"))
        #expect(["AccuracyBelowThreshold", "ModelwatchAccuracyLow"].map { .string($0) }.contains(parameters?["alert"]))
        guard case .number(let value)? = parameters?["value"] else {
            Issue.record("the run has no value: \(String(describing: parameters))")
            return
        }
        #expect(abs(value - 0.6873) < 0.001)
    }

    private func expectRepeatsToStartNothing() async throws {
        let repeats = #"modelwatch_suppressed_total{policy="retrain",reason="rearm"}"#
        try await Eventually.holds(within: .seconds(60), "repeats arrive") {
            try await bridge.metric(repeats) ?? 0 >= 4
        }
        #expect(try await bridge.triggers().count == 1)
        #expect(try await prefect.runs(of: "genre-classifier").count == 1)
    }
}
