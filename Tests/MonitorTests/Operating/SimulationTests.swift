import Foundation
import GRDB
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import Monitor

/// Asking what would be, and sending again what was.
struct SimulationTests {
    /// Everything in the database but the probe, in a text.
    private func contents(_ bridge: RoutedBridge) async throws -> [String] {
        let queue = try DatabaseQueue(path: bridge.folder.path("data/bridge.sqlite"))
        return try await queue.read { database in
            let tables = try String.fetchAll(
                database,
                sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('probe', 'grdb_migrations')")
            return try tables.flatMap { table in
                try Row.fetchAll(database, sql: "SELECT * FROM \"\(table)\"").map { "\(table): \($0)" }
            }
        }
    }

    private func simulate(_ bridge: RoutedBridge, _ body: Data) async throws -> JSONValue {
        let response = try await bridge.post("/api/v1/simulate", String(decoding: body, as: UTF8.self))
        #expect(response.status == .ok)
        return try JSONDecoder().decode(JSONValue.self, from: Data(response.body.readableBytesView))
    }

    @Test func `a simulation tells what would follow, and nothing does`() async throws {
        try await RoutedBridge.serving { bridge async throws in
            let firing = try Payloads.body(labels: ["alertname": "Drift", "model": "churn"])
            let before = try await contents(bridge)
            for _ in 0..<2 {
                let result = try await simulate(bridge, firing)
                let decision = try #require(result["decisions"]?.array?.first)
                #expect(decision["outcome"] == .string("trigger") && decision["policy"] == .string("retrain"))
                #expect(decision["state"] == .string("awaiting_approval") && decision["subject"] == .string("churn"))
                #expect(decision["trigger"] == nil)
                #expect(result["triggered"] == .integer(1))
            }
            #expect(try await contents(bridge) == before)
            // The real one decides as the simulation did.
            let id = try await bridge.makeTrigger()
            let stored = try await contents(bridge)
            let again = try await simulate(bridge, firing)["decisions"]?.array?.first
            #expect(again?["reason"] == .string("duplicate_episode"))
            let joined = try await simulate(
                bridge, Payloads.body(labels: ["alertname": "DriftToo", "model": "churn"]))["decisions"]?.array?.first
            #expect(joined?["outcome"] == .string("join") && joined?["trigger"] == .string(id))
            let resolved = try await simulate(
                bridge,
                Payloads.body(
                    status: "resolved", labels: ["alertname": "Drift", "model": "churn"],
                    endsAt: "2026-11-20T23:00:00Z"))
            #expect(resolved["transitions"]?.array?.map { $0["to"] } == [.string("cancelled")])
            #expect(resolved["transitions"]?.array?.first?["trigger"] == .string(id))
            #expect(try await contents(bridge) == stored)
        }
    }

    @Test(arguments: [("{", 400), ("{}", 400), (String(repeating: "[", count: 40), 400), (#"{"alerts": []}"#, 200)])
    func `a simulation refuses what a delivery refuses`(body: String, status: Int) async throws {
        try await RoutedBridge.serving { bridge async throws in
            #expect(try await bridge.post("/api/v1/simulate", body).status.code == status)
            let text = try await bridge.post(
                "/api/v1/simulate", body, token: RoutedBridge.aliceToken, [.contentType: "text/plain"])
            #expect(text.status == .unsupportedMediaType)
        }
    }

    @Test func `a replay is a delivery of its own that says where it comes from`() async throws {
        try await RoutedBridge.serving { bridge async throws in
            _ = try await bridge.makeTrigger()
            let old = try #require(
                try await bridge.json("/api/v1/deliveries")["deliveries"]?.array?.first?["id"]?.string)
            let response = try await bridge.post("/api/v1/deliveries/\(old)/replay")
            #expect(response.status == .ok)
            let outcome = try JSONDecoder().decode(DeliveryOutcome.self, from: Data(response.body.readableBytesView))
            #expect(outcome.delivery != old && outcome.suppressed == 1 && outcome.triggered == 0)
            let delivery = try await bridge.json("/api/v1/deliveries/\(outcome.delivery)")
            #expect(delivery["source"] == .string("replay of \(old) by operator:alice"))
            let metrics = String(buffer: try await bridge.get("/metrics").body)
            #expect(metrics.contains(#"modelwatch_operator_requests_total{action="replay",code="200"} 1"#))
        }
    }
}
