import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Monitor

/// Where operators see what retrainings cost.
struct SpendPagesTests {
    @Test func `the metrics, the trigger and what was put off tell of the budget`() async throws {
        let bridge = "{\(RoutedBridge.operators), spend_limit: {daily: 1, monthly: 9}}"
        try await RoutedBridge.serving(bridge: bridge) { bridge async throws in
            let id = try await bridge.makeTrigger()
            let trigger = try await bridge.json("/api/v1/triggers/\(id)")["trigger"]
            #expect(trigger?["cost"] == .integer(1))
            #expect(String(buffer: try await bridge.get("/triggers/\(id)").body).contains("<dd>1 unit</dd>"))
            let other = try Payloads.body(labels: ["alertname": "Drift", "model": "other"])
            let simulated = try await bridge.post("/api/v1/simulate", String(decoding: other, as: UTF8.self))
            #expect(String(buffer: simulated.body).contains("1 of 1 unit within 24 hours are used, 1 of them by"))
            try await bridge.deliver(other)
            let delivery = try #require(
                try await bridge.json("/api/v1/deliveries")["deliveries"]?.array?.first?["id"]?.string)
            let page = String(buffer: try await bridge.get("/deliveries/\(delivery)").body)
            #expect(page.contains("bridge.spend_limit.daily of all policies: 1 of 1 unit"))
            let metrics = String(buffer: try await bridge.get("/metrics").body)
            for line in [
                #"modelwatch_spend_units{policy="retrain",period="daily"} 1"#,
                #"modelwatch_spend_units{policy="retrain",period="monthly"} 1"#,
                #"modelwatch_run_cost_units{policy="retrain"} 1"#,
                #"modelwatch_total_spend_limit_units{period="monthly"} 9"#,
                #"modelwatch_suppressed_total{policy="retrain",reason="spend_limit"} 1"#,
            ] { #expect(metrics.contains(line + "\n"), "\(line)") }
            #expect(!metrics.contains("modelwatch_spend_limit_units{"))
            _ = try await bridge.post("/api/v1/triggers/\(id)/reject")
            let after = String(buffer: try await bridge.get("/metrics").body)
            #expect(after.contains(#"modelwatch_spend_units{policy="retrain",period="daily"} 0"# + "\n"))
        }
    }
}
