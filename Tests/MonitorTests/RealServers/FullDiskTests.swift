import Foundation
import Testing

@testable import Monitor

/// A bridge that can write no more.
struct FullDiskTests {
    private static func body(_ number: Int) throws -> Data {
        try Payloads.body(labels: [
            "alertname": "A", "model": "m\(number)", "filling": String(repeating: "x", count: 50_000),
        ])
    }

    @Test func `what cannot be stored is not acknowledged, and what was acknowledged is there afterwards`() async throws
    {
        let bridge = try await BridgeProcess()
        try bridge.configure(
            "policies: [{name: p, match: [alertname=A], rate: {interval: 0s}, engine: {command: {argv: [/bin/true]}}}]")
        let full = try await bridge.start(fileKiB: 2048)
        var acknowledged: [Int] = []
        var refused: Int?
        for number in 0..<200 where refused == nil {
            let status = try await bridge.deliver(Self.body(number))
            if status == 200 { acknowledged.append(number) } else { refused = status }
        }
        #expect(refused == 503)
        #expect(!acknowledged.isEmpty)
        // What a look at readiness writes is small, and may still fit some times.
        try await Eventually.holds(within: .seconds(30), "the bridge is not ready") {
            try await bridge.status(of: "/-/ready") == 503
        }
        #expect(try await bridge.status(of: "/-/healthy") == 200)
        #expect(try await bridge.metric("modelwatch_storage_writable") == 0)
        // The same process answers on, and goes on refusing.
        #expect(try await bridge.deliver(Self.body(1000)) == 503)
        try await full.kill()

        let again = try await bridge.start()
        let waiting = try await bridge.metric(#"modelwatch_triggers{policy="p",state="awaiting_approval"}"#)
        #expect(waiting == Double(acknowledged.count))
        // Alertmanager sends once more what got a 503.
        #expect(try await bridge.deliver(Self.body(1000)) == 200)
        #expect(try await bridge.metric("modelwatch_storage_writable") == 1)
        try await again.stop()
    }
}
