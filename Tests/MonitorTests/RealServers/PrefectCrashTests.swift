import Foundation
import Hummingbird
import NIOPosix
import Synchronization
import Testing

@testable import Monitor

/// `kill -9` of the real bridge around the call to a real Prefect server: always exactly one completed run.
@Suite(.prefect, .serialized) struct PrefectCrashTests {
    private let prefect: PrefectServer
    private let bridge: BridgeProcess
    private let model = "model-\(UUID().uuidString.prefix(8))"

    init() async throws {
        prefect = try #require(PrefectServer.current)
        bridge = try await BridgeProcess()
    }

    private func configure(_ url: String) throws {
        try bridge.configure(
            """
            bridge: {poll_interval: 500ms}
            policies:
              - name: retrain
                match: [alertname="AccuracyBelowThreshold"]
                mode: auto
                engine: {prefect: {url: "\(url)", deployment: retrain/production}}
                retry: {max_attempts: 100, min_backoff: 200ms, max_backoff: 1s}
            """)
    }

    private func alert() throws -> Data {
        let alert: [String: JSONValue] = [
            "status": .string("firing"), "startsAt": .string("2026-11-20T22:00:00Z"),
            "labels": .object(["alertname": .string("AccuracyBelowThreshold"), "model": .string(model)]),
            "annotations": .object(["description": .string("Current accuracy is 0.42")]),
        ]
        return try JSONEncoder().encode(["alerts": [alert]])
    }

    /// Waits for the end and checks that Prefect has one run, completed, with what the alert told.
    private func expectOneCompletedRun() async throws {
        let trigger = try await bridge.waitForOnlyTrigger(in: "succeeded", within: .seconds(90))
        let runs = try await prefect.runs(of: model)
        #expect(runs.count == 1)
        #expect(runs.first?["state_type"] == .string("COMPLETED"))
        #expect(runs.first?["idempotency_key"] == trigger["key"])
        #expect(runs.first?["parameters"]?["alert"] == .string("AccuracyBelowThreshold"))
        #expect(runs.first?["parameters"]?["value"] == .number(0.42))
    }

    @Test func `an alert becomes one run that completes, however often it is sent`() async throws {
        try configure(prefect.url)
        let child = try await bridge.start()
        for _ in 0..<3 { #expect(try await bridge.deliver(alert()) == 200) }
        try await expectOneCompletedRun()
        #expect(try await bridge.deliver(alert()) == 200)
        #expect(try await prefect.runs(of: model).count == 1)
        try await child.stop()
        #expect(child.exitStatus == 0)
    }

    @Test func `killed after the answer and before the call, it starts the run after its restart`() async throws {
        try configure("http://127.0.0.1:\(try await FreePort.next())/api")
        let first = try await bridge.start()
        #expect(try await bridge.deliver(alert()) == 200)
        try await first.kill()
        #expect(try await prefect.runs(of: model).isEmpty)
        try configure(prefect.url)
        let second = try await bridge.start()
        try await expectOneCompletedRun()
        try await second.stop()
    }

    @Test func `killed after Prefect made the run and before it was noted, it adopts the run`() async throws {
        let proxy = HoldingProxy(target: prefect.url)
        try await proxy.server.run { url async throws in
            try configure(url)
            let first = try await bridge.start()
            #expect(try await bridge.deliver(alert()) == 200)
            try await Eventually.holds(within: .seconds(30), "Prefect made the run") { proxy.created > 0 }
            try await first.kill()
            #expect(try await prefect.runs(of: model).count == 1)
            proxy.release()
            let second = try await bridge.start()
            try await expectOneCompletedRun()
            #expect(proxy.created >= 2)
            try await second.stop()
        }
    }

    @Test(arguments: [0, 5, 20, 60, 120, 250])
    func `killed at any moment after the answer, it starts one run`(milliseconds: Int) async throws {
        try configure(prefect.url)
        let first = try await bridge.start()
        #expect(try await bridge.deliver(alert()) == 200)
        try await Task.sleep(for: .milliseconds(milliseconds))
        try await first.kill()
        let second = try await bridge.start()
        try await expectOneCompletedRun()
        try await second.stop()
    }
}
