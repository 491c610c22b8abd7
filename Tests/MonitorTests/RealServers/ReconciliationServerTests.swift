import Foundation
import Testing

@testable import Monitor

/// A bridge fetches from a real Alertmanager what it was not told.
struct ReconciliationServerTests {
    /// Routes to nobody, as if the bridge had been down at each notification.
    private static let configuration = """
        route: {receiver: nobody, group_by: [alertname], group_wait: 0s, group_interval: 1h, repeat_interval: 24h}
        receivers: [{name: nobody}]
        inhibit_rules:
          - source_matchers: [alertname="Maintenance"]
            target_matchers: [model="inhibited"]
        """

    @Test func `what fired while the bridge was down starts one run, what is suppressed none`() async throws {
        let alertmanager = try await AlertmanagerServer(configuration: Self.configuration)
        let start = Date()
        let drift = ["alertname": "Drift", "model": "missed"]
        try await alertmanager.post(labels: drift, startsAt: start, endsAt: start + 600)
        try await alertmanager.post(
            labels: ["alertname": "Drift", "model": "inhibited"], startsAt: start, endsAt: start + 600)
        try await alertmanager.post(labels: ["alertname": "Maintenance"], startsAt: start, endsAt: start + 600)
        try await Eventually.holds(within: .seconds(30), "the alert is inhibited") {
            try await alertmanager.alerts(in: "suppressed") == ["Drift"]
        }
        let bridge = try await BridgeProcess()
        try bridge.configure(
            """
            alertmanager: {url: "\(alertmanager.url)", reconcile_interval: 1s}
            bridge: {poll_interval: 200ms}
            policies:
              - name: retrain
                match: [alertname="Drift"]
                mode: auto
                engine: {command: {argv: [/bin/true]}}
            """)
        let child = try await bridge.start()
        let trigger = try await bridge.waitForOnlyTrigger(in: "succeeded")
        #expect(trigger["subject"] == .string("missed"))
        let repeats = #"modelwatch_suppressed_total{policy="retrain",reason="rearm"}"#
        try await Eventually.holds(within: .seconds(30), "later fetches start nothing") {
            try await bridge.metric(repeats) ?? 0 >= 2
        }
        #expect(try await bridge.triggers().count == 1)
        #expect(try await bridge.metric("modelwatch_open_episodes") == 2)
        try await alertmanager.stop()
        try await Eventually.holds(within: .seconds(30), "failures are counted") {
            try await bridge.metric(#"modelwatch_reconciliations_total{outcome="failure"}"#) ?? 0 > 0
        }
        #expect(try await bridge.metric("modelwatch_open_episodes") == 2)
        try await child.stop()
        #expect(child.exitStatus == 0)
    }
}
