import Foundation
import Hummingbird
import Testing

@testable import Monitor

/// `kill -9` of the real bridge after Jenkins, which keeps no second run from starting, took the first.
struct LookUpCrashTests {
    @Test func `a run whose start was not answered is found again and followed from the queue to its end`() async throws
    {
        let jenkins = FakeJenkins()
        let server = FakeServer { call in
            let answer = try jenkins.answer(call)
            // The first start is never answered.
            if call.route.hasSuffix("/buildWithParameters") { try await Task.sleep(for: .seconds(6)) }
            return answer
        }
        try await server.run { url async throws in
            let bridge = try await BridgeProcess()
            try bridge.configure(
                """
                bridge: {poll_interval: 200ms}
                policies:
                  - name: retrain
                    match: [alertname="ModelDrift"]
                    mode: auto
                    engine: {jenkins: {url: "\(url)/ci", job: ml/retrain, timeout: 30s}}
                """)
            let first = try await bridge.start()
            let alert = try Payloads.body(labels: ["alertname": "ModelDrift", "model": "fraud"])
            #expect(try await bridge.deliver(alert) == 200)
            try await Eventually.holds(within: .seconds(20), "Jenkins has the run") { jenkins.items.count == 1 }
            try await first.kill()
            let second = try await bridge.start()
            _ = try await bridge.waitForOnlyTrigger(in: "running")
            jenkins.change { $0.build = 45 }
            try await Eventually.holds(within: .seconds(20), "the run is called by its build") {
                try await bridge.triggers().first?["run_url"] == .string("\(url)/ci/job/ml/job/retrain/45/")
            }
            jenkins.change { ($0.isGone, $0.isBuilding, $0.result) = (true, false, "SUCCESS") }
            let trigger = try await bridge.waitForOnlyTrigger(in: "succeeded")
            #expect(jenkins.items.map { $0.parameters["MODELWATCH_TRIGGER"] } == [trigger["key"]?.string])
            try await second.stop()
        }
    }
}
