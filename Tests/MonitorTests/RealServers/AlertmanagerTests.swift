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

    /// A bridge with one policy that counts its runs in a file.
    private static func bridge(token: String) async throws -> BridgeProcess {
        let bridge = try await BridgeProcess()
        try token.write(toFile: bridge.path("token"), atomically: true, encoding: .utf8)
        try bridge.configure(
            """
            bridge: {poll_interval: 200ms, authorization: [{credentials_file: token}]}
            policies:
              - name: retrain
                match: [alertname="A"]
                mode: auto
                engine: {command: {argv: [/bin/sh, -c, 'echo run >> \(bridge.path("runs"))']}}
            """)
        return bridge
    }

    @Test(arguments: [true, false])
    func `two Alertmanagers start one run, whether they know of each other or not`(gossip: Bool) async throws {
        let bridge = try await Self.bridge(token: "t0ken")
        let child = try await bridge.start()
        let ports = gossip ? (try await FreePort.next(), try await FreePort.next()) : nil
        let first = try await AlertmanagerServer(
            configuration: Self.configuration(bridge.url), clusterPort: ports?.0)
        let second = try await AlertmanagerServer(
            configuration: Self.configuration(bridge.url), clusterPort: ports?.1, peer: ports?.0)
        let start = Date()
        for alertmanager in [first, second] {
            try await alertmanager.post(
                labels: ["alertname": "A", "model": "m"], startsAt: start, endsAt: start + 600)
        }
        _ = try await bridge.waitForOnlyTrigger(in: "succeeded")
        let received = #"modelwatch_alerts_received_total{status="firing"}"#
        try await Eventually.holds(within: .seconds(30), "further notifications arrive") {
            try await bridge.metric(received) ?? 0 >= 4
        }
        #expect(try await bridge.triggers().count == 1)
        #expect(try await bridge.metric("modelwatch_open_episodes") == 1)
        #expect(try String(contentsOfFile: bridge.path("runs"), encoding: .utf8) == "run\n")
        try await first.stop()
        try await second.stop()
        try await child.stop()
    }

    @Test(arguments: [true, false])
    func `an Alertmanager that restarts, with or without its memory, starts no second run`(empty: Bool) async throws {
        let bridge = try await Self.bridge(token: "t0ken")
        let child = try await bridge.start()
        let alertmanager = try await AlertmanagerServer(configuration: Self.configuration(bridge.url))
        let labels = ["alertname": "A", "model": "m"]
        let start = Date()
        try await alertmanager.post(labels: labels, startsAt: start, endsAt: start + 600)
        _ = try await bridge.waitForOnlyTrigger(in: "succeeded")
        try await alertmanager.restart(empty: empty)
        // Prometheus sends what fires again and again.
        try await alertmanager.post(labels: labels, startsAt: start, endsAt: start + 600)
        let received = #"modelwatch_alerts_received_total{status="firing"}"#
        let before = try await bridge.metric(received) ?? 0
        try await Eventually.holds(within: .seconds(30), "further notifications arrive") {
            try await bridge.metric(received) ?? 0 >= before + 2
        }
        #expect(try await bridge.triggers().count == 1)
        #expect(try await bridge.metric("modelwatch_open_episodes") == 1)
        #expect(try String(contentsOfFile: bridge.path("runs"), encoding: .utf8) == "run\n")
        try await alertmanager.post(labels: labels, startsAt: start, endsAt: Date())
        try await Eventually.holds(within: .seconds(30), "the episode is over") {
            try await bridge.metric("modelwatch_open_episodes") == 0
        }
        try await alertmanager.stop()
        try await child.stop()
    }

    @Test func `a wrong token is refused again and again, and the right one is taken without a restart`() async throws {
        let bridge = try await Self.bridge(token: "another")
        let child = try await bridge.start()
        let alertmanager = try await AlertmanagerServer(configuration: Self.configuration(bridge.url))
        let start = Date()
        try await alertmanager.post(labels: ["alertname": "A", "model": "m"], startsAt: start, endsAt: start + 600)
        try await Eventually.holds(within: .seconds(60), "Alertmanager comes again") {
            try await bridge.metric(#"modelwatch_deliveries_total{code="401"}"#) ?? 0 >= 2
        }
        #expect(try await bridge.triggers().isEmpty)
        try "t0ken".write(toFile: bridge.path("token"), atomically: true, encoding: .utf8)
        _ = try await bridge.waitForOnlyTrigger(in: "succeeded")
        try await alertmanager.stop()
        try await child.stop()
    }
}
