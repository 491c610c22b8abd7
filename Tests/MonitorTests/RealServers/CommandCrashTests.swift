import Foundation
import Testing

@testable import Monitor

/// `kill -9` of the real bridge while a command of its own runs.
struct CommandCrashTests {
    @Test(
        arguments: [
            (0, ""), (10, ", limits: {memory: 1GB}"), (40, ""), (150, ", limits: {memory: 1GB}, nice: 5"), (600, ""),
        ])
    func `a command runs once and its result is found, whenever the bridge dies`(
        milliseconds: Int, confinement: String
    ) async throws {
        let bridge = try await BridgeProcess()
        try bridge.configure(
            """
            bridge: {poll_interval: 200ms}
            policies:
              - name: retrain
                match: [alertname="A"]
                mode: auto
                engine:
                  command: {argv: [/bin/sh, -c, 'echo run >> \(bridge.path("runs")); sleep 1; echo trained']\(confinement)}
            """)
        let first = try await bridge.start()
        #expect(try await bridge.deliver(Payloads.body(labels: ["alertname": "A", "model": "m"])) == 200)
        try await Task.sleep(for: .milliseconds(milliseconds))
        try await first.kill()
        let second = try await bridge.start()
        let trigger = try await bridge.waitForOnlyTrigger(in: "succeeded")
        #expect(trigger["reason"] == .string("exit status 0: trained"))
        #expect(try String(contentsOfFile: bridge.path("runs"), encoding: .utf8) == "run\n")
        try await second.stop()
        #expect(second.exitStatus == 0)
    }
}
