import Foundation
import TestSupport
import Testing

@testable import Monitor

/// The built bridge at the end of a hold.
struct HeldTriggerTests {
    @Test func `a trigger whose data broke while it was held stays held, and says why`() async throws {
        let bridge = try await BridgeProcess()
        try bridge.configure(
            """
            policies:
              - {name: retrain, match: ['alertname="Drift"'], mode: auto, hold: 2s, engine: {command: {argv: [/bin/true]}}}
            """)
        let process = try await bridge.start()
        for (alert, model) in [("Drift", "churn"), ("Drift", "fraud"), ("ModelwatchSourceMissing", "churn")] {
            #expect(try await bridge.deliver(Payloads.body(labels: ["alertname": alert, "model": model])) == 200)
        }
        let held = try await Eventually.value(within: .seconds(30), "the hold of both is over") {
            let triggers = try await bridge.triggers()
            let fraud = triggers.first { $0["subject"] == .string("fraud") }
            let churn = triggers.first { $0["subject"] == .string("churn") }
            return fraud?["state"] == .string("succeeded") && churn?["reason"] != .string("alert fires") ? churn : nil
        }
        #expect(held["state"] == .string("held"))
        #expect(held["reason"] == .string("the data of the subject cannot be used"))
        try await process.stop()
    }
}
