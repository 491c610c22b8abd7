import Foundation
import Testing

@testable import Monitor

/// `kill -9` of the real bridge at random moments, with a real Prefect server.
@Suite(.prefect, .serialized) struct PrefectRandomCrashTests {
    private static func configuration(_ url: String) -> String {
        """
        bridge: {poll_interval: 500ms, max_concurrent: 0, storm: {subjects: 0}}
        policies:
          - name: retrain
            match: [alertname="A"]
            mode: auto
            rate: {interval: 0s}
            engine: {prefect: {url: "\(url)", deployment: retrain/production, parameters: {value: 1}}}
            retry: {max_attempts: 100, min_backoff: 200ms, max_backoff: 1s}
        """
    }

    @Test func `each acknowledged alert makes one run, whenever the bridge dies`() async throws {
        let prefect = try #require(PrefectServer.current)
        // The runs need not be executed, only counted.
        try await prefect.stopServing()
        let bridge = try await BridgeProcess()
        try bridge.configure(Self.configuration(prefect.url))
        var acknowledged: Set<String> = []
        for life in 0..<BridgeProcess.crashes {
            let process = try await bridge.start()
            let model = "m\(life)"
            if (try? await bridge.deliver(Payloads.body(labels: ["alertname": "A", "model": model]))) == 200 {
                acknowledged.insert(model)
            }
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...600)))
            try await process.kill()
        }
        let last = try await bridge.start()
        try await bridge.waitUntilNone(of: "retrain", in: ["queued", "dispatching"], within: .seconds(120))
        let running = try await bridge.metric(#"modelwatch_triggers{policy="retrain",state="running"}"#)
        #expect(running == Double(acknowledged.count))
        let models = try await prefect.runs().compactMap { $0["parameters"]?["model"]?.string }
        #expect(models.sorted() == acknowledged.sorted())
        try await last.stop()
    }
}
