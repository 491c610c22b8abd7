import Foundation
import Testing

@testable import Monitor

/// A bridge that restarts within the cooldown of a policy.
struct CooldownRestartTests {
    @Test func `the cooldown goes on as if nothing had been`() async throws {
        let bridge = try await BridgeProcess()
        try bridge.configure(
            """
            bridge: {poll_interval: 200ms}
            policies:
              - name: retrain
                match: [alertname="A"]
                mode: auto
                cooldown: 1h
                engine: {command: {argv: [/bin/true]}}
            """)
        let labels = ["alertname": "A", "model": "m"]
        let now = Date()
        let first = try await bridge.start()
        #expect(try await bridge.deliver(Payloads.body(labels: labels, startsAt: Timestamp.text(now - 60))) == 200)
        _ = try await bridge.waitForOnlyTrigger(in: "succeeded")
        try await first.kill()

        let second = try await bridge.start()
        let over = try Payloads.body(
            status: "resolved", labels: labels, startsAt: Timestamp.text(now - 60), endsAt: Timestamp.text(now))
        #expect(try await bridge.deliver(over) == 200)
        let again = try Payloads.body(labels: labels, startsAt: Timestamp.text(Date()))
        #expect(try await bridge.deliver(again) == 200)
        #expect(try await bridge.triggers().count == 1)
        #expect(try await bridge.metric(#"modelwatch_suppressed_total{policy="retrain",reason="cooldown"}"#) == 1)
        try await second.stop()
    }
}
