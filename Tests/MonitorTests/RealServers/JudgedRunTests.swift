import Foundation
import Synchronization
import Testing

@testable import Monitor

/// The running bridge judges what its runs made.
struct JudgedRunTests {
    private static func configure(_ bridge: BridgeProcess, output: String, verdict: String) throws {
        try output.write(toFile: bridge.path("result.json"), atomically: true, encoding: .utf8)
        let script = #"sleep 0.3; cp "$RESULT" "$MODELWATCH_OUTPUT""#
        try bridge.configure(
            """
            bridge: {poll_interval: 100ms}
            policies:
              - name: retrain
                match: [alertname="A"]
                mode: auto
                engine:
                  command: {argv: [/bin/sh, -c, '\(script)'], environment: {RESULT: "\(bridge.path("result.json"))"}}
                verdict: {metrics: [{name: accuracy, min_improvement: 0.01}], \(verdict)}
            """)
    }

    @Test(
        arguments: [
            (#"{"accuracy": 0.9, "champion.accuracy": 0.8}"#, "succeeded", "passed"),
            (#"{"accuracy": 0.8, "champion.accuracy": 0.9}"#, "rejected", "rejected"),
            (#"{"accuracy": 0.9}"#, "failed", "inconclusive"),
            ("no document", "failed", "inconclusive"),
        ])
    func `the output of a run decides what becomes of its trigger`(
        output: String, state: String, outcome: String
    ) async throws {
        let bridge = try await BridgeProcess()
        try Self.configure(bridge, output: output, verdict: "promote: none, registry_grace: 1s")
        let process = try await bridge.start()
        #expect(try await bridge.deliver(Payloads.body(labels: ["alertname": "A", "model": "fraud"])) == 200)
        let trigger = try await bridge.waitForOnlyTrigger(in: state)
        #expect(
            trigger["reason"]?.string?.hasPrefix(outcome + ": ") == true, "\(String(describing: trigger["reason"]))")
        let series = #"modelwatch_verdicts_total{policy="retrain",outcome="\#(outcome)"}"#
        #expect(try await bridge.metric(series) == 1)
        try await process.stop()
    }

    @Test func `a better model is promoted once, though the registry fails and the bridge is killed`() async throws {
        let registry = FakeMLflow(key: "")
        registry.state.withLock { $0.failureRate = 0.2 }
        try await registry.server.run { url async throws in
            let bridge = try await BridgeProcess()
            try Self.configure(
                bridge, output: #"{"model_version": "2"}"#,
                verdict: #"registry: {mlflow: {url: "\#(url)"}}, promote: alias, registry_grace: 1m"#)
            var process = try await bridge.start()
            #expect(try await bridge.deliver(Payloads.body(labels: ["alertname": "A", "model": "fraud"])) == 200)
            for _ in 0..<6 {
                try await Task.sleep(for: .milliseconds(Int.random(in: 50...500)))
                try await process.kill()
                process = try await bridge.start()
            }
            registry.state.withLock { $0.failureRate = 0 }
            let trigger = try await bridge.waitForOnlyTrigger(in: "succeeded")
            #expect(trigger["reason"]?.string?.hasPrefix("promoted: ") == true)
            let page = try await bridge.page("/triggers/\(trigger["id"]?.string ?? "")")
            for version in 1...2 {
                let link =
                    #"<a href="\#(url)/#/models/fraud/versions/\#(version)" rel="noreferrer">version \#(version)</a>"#
                #expect(page.contains(link))
            }
            try await process.stop()
        }
        let state = registry.state.withLock { ($0.aliases, $0.moves.map(\.to), $0.moves.map(\.previous)) }
        #expect(state.0["champion"] == "2")
        #expect(state.1 == ["2"])
        #expect(state.2 == ["1"])
    }
}
