import Foundation
import Testing

@testable import Monitor

/// Many deliveries at the same time, each over a connection of its own.
struct StormTests {
    private static let connections = 500

    @Test func `all are acknowledged, and one run starts`() async throws {
        let bridge = try await BridgeProcess()
        try bridge.configure(
            """
            policies:
              - name: retrain
                match: [alertname="A"]
                mode: auto
                engine: {command: {argv: [/bin/sh, -c, 'echo run >> \(bridge.path("runs"))']}}
            """)
        let process = try await bridge.start()
        let port = try #require(URL(string: bridge.url)?.port)
        let body = try Payloads.body(labels: ["alertname": "A", "model": "m"])
        let request = HostileInput.request(Array(body), token: nil)
        let answers = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<Self.connections { group.addTask { try await RawExchange.send([request], to: port) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count { $0.hasPrefix("HTTP/1.1 200 ") } == Self.connections)
        _ = try await bridge.waitForOnlyTrigger(in: "succeeded")
        #expect(try await bridge.metric(#"modelwatch_deliveries_total{code="200"}"#) == Double(Self.connections))
        #expect(try await bridge.metric("modelwatch_open_episodes") == 1)
        #expect(try String(contentsOfFile: bridge.path("runs"), encoding: .utf8) == "run\n")
        try await process.stop()
    }
}
