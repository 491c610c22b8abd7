import Foundation
import NIOPosix
import Testing
import Transfers

@testable import Monitor

/// A bridge silences in a real Alertmanager what is being retrained.
struct SilenceServerTests {
    private static func configuration(_ url: String) -> String {
        """
        route: {receiver: bridge, group_by: [alertname], group_wait: 0s, group_interval: 1s, repeat_interval: 1s}
        receivers: [{name: bridge, webhook_configs: [{url: "\(url)/trigger"}]}]
        """
    }

    /// The silences that are in force.
    private static func silences(_ server: AlertmanagerServer) async throws -> [Silence] {
        let response = try await HTTPClient(threads: .singleton).send(
            HTTPClientRequest(url: server.url + "/api/v2/silences"))
        return try JSONDecoder().decode([Silence].self, from: response.body).filter(\.isOpen)
    }

    @Test func `a silence is there while the run is, also over a crash of the bridge, and then gone`() async throws {
        let bridge = try await BridgeProcess()
        let alertmanager = try await AlertmanagerServer(configuration: Self.configuration(bridge.url))
        try bridge.configure(
            """
            alertmanager: {url: "\(alertmanager.url)"}
            bridge: {poll_interval: 200ms}
            policies:
              - name: retrain
                match: [alertname="Drift"]
                mode: auto
                silence: true
                engine: {command: {argv: [/bin/sh, -c, 'while [ ! -e "\(bridge.path("go"))" ]; do sleep 0.1; done']}}
            """)
        let first = try await bridge.start()
        let labels = ["alertname": "Drift", "model": #"a "quoted" one"#]
        try await alertmanager.post(labels: labels, startsAt: Date(), endsAt: Date() + 600)
        let trigger = try await bridge.waitForOnlyTrigger(in: "running")
        let silence = try await Eventually.value(within: .seconds(30), "the alert is silenced") {
            try await Self.silences(alertmanager).first
        }
        let id = try #require(trigger["id"]?.string)
        #expect(SilencedAlert.trigger(in: silence.comment) == id)
        #expect(Dictionary(uniqueKeysWithValues: silence.matchers.map { ($0.name, $0.value) }) == labels)
        try await Eventually.holds(within: .seconds(30), "Alertmanager suppresses it") {
            try await alertmanager.alerts(in: "suppressed") == ["Drift"]
        }
        try await first.kill()
        try Data().write(to: URL(filePath: bridge.path("go")))
        let second = try await bridge.start()
        _ = try await bridge.waitForOnlyTrigger(in: "succeeded")
        try await Eventually.holds(within: .seconds(30), "no silence is left") {
            try await Self.silences(alertmanager).isEmpty
        }
        #expect(try await bridge.metric("modelwatch_silence_failures_total") == 0)
        try await second.stop()
        try await alertmanager.stop()
    }
}
