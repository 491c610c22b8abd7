import Foundation
import Testing

@testable import Monitor

/// A real Alertmanager delivers to the real bridge.
struct AlertmanagerTests {
    private static func configuration(_ url: String) -> String {
        """
        route: {receiver: bridge, group_by: [alertname], group_wait: 0s, group_interval: 1s, repeat_interval: 1s}
        receivers:
          - name: bridge
            webhook_configs:
              - url: \(url)/trigger
                http_config: {authorization: {credentials: t0ken}}
        """
    }

    @Test func `repeats and the end of an alert start no second run, its return does`() async throws {
        let bridge = try await BridgeProcess()
        try bridge.configure(
            """
            bridge: {poll_interval: 200ms, authorization: [{credentials: t0ken}]}
            policies:
              - name: retrain
                match: [alertname="AccuracyBelowThreshold"]
                mode: auto
                cooldown: 0s
                engine: {command: {argv: [/bin/sh, -c, 'echo "$MODELWATCH_MODEL" >> \(bridge.path("runs"))']}}
            """)
        let child = try await bridge.start()
        let alertmanager = try await AlertmanagerServer(configuration: Self.configuration(bridge.url))
        let labels = ["alertname": "AccuracyBelowThreshold", "model": "genre-classifier"]
        let start = Date()
        try await alertmanager.post(labels: labels, startsAt: start, endsAt: start + 600)
        _ = try await bridge.waitForOnlyTrigger(in: "succeeded")

        let repeats = #"modelwatch_suppressed_total{policy="retrain",reason="rearm"}"#
        try await Eventually.holds(within: .seconds(30), "two repeats arrived") {
            try await bridge.metric(repeats) ?? 0 >= 2
        }
        try await alertmanager.post(labels: labels, startsAt: start, endsAt: Date())
        try await Eventually.holds(within: .seconds(30), "the episode is over") {
            try await bridge.metric("modelwatch_open_episodes") == 0
        }
        #expect(try await bridge.triggers().count == 1)
        #expect(try String(contentsOfFile: bridge.path("runs"), encoding: .utf8) == "genre-classifier\n")

        try await alertmanager.post(labels: labels, startsAt: Date(), endsAt: Date() + 600)
        try await Eventually.holds(within: .seconds(30), "the alert that came back triggers") {
            try await bridge.triggers().filter { $0["state"] == .string("succeeded") }.count == 2
        }
        try await alertmanager.stop()
        try await child.stop()
        #expect(child.exitStatus == 0)
    }
}
