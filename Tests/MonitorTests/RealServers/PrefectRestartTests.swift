import Foundation
import Testing

@testable import Monitor

/// A real Prefect server that restarts while the bridge follows a run, or refuses everything for a while.
@Suite(.prefect, .serialized) struct PrefectRestartTests {
    @Test func `the run is followed to its end, and there is one`() async throws {
        let prefect = try #require(PrefectServer.current)
        // The test says how the run goes on, so that it ends after the restart and not before.
        try await prefect.stopServing()
        let bridge = try await BridgeProcess()
        try bridge.configure(
            """
            bridge: {poll_interval: 300ms}
            policies:
              - name: retrain
                match: [alertname="A"]
                mode: auto
                engine: {prefect: {url: "\(prefect.url)", deployment: retrain/production, parameters: {value: 1}}}
            """)
        let process = try await bridge.start()
        #expect(try await bridge.deliver(Payloads.body(labels: ["alertname": "A", "model": "m"])) == 200)
        let trigger = try await bridge.waitForOnlyTrigger(in: "running")
        let run = try #require(trigger["run_id"]?.string)
        try await prefect.set("RUNNING", of: run)
        try await prefect.stopServer()
        // Long enough that the bridge looks for the run in vain.
        try await Task.sleep(for: .seconds(5))
        #expect(try await bridge.triggers().first?["state"] == .string("running"))
        try await prefect.startServer()
        #expect(try await bridge.triggers().first?["state"] == .string("running"))
        try await prefect.set("COMPLETED", of: run)
        _ = try await bridge.waitForOnlyTrigger(in: "succeeded", within: .seconds(90))
        #expect(try await prefect.runs(of: "m").count == 1)
        try await process.stop()
    }
}
