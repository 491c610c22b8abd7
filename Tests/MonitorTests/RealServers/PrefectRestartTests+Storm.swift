import Foundation
import Testing

@testable import Monitor

extension PrefectRestartTests {
    private static let subjects = (0..<50).map { "s\($0)" }
    private static let circuits = #"modelwatch_engine_open_circuits{engine="prefect"}"#

    private static func configuration(_ url: String) -> String {
        """
        bridge: {poll_interval: 1m, max_concurrent: 0, storm: {subjects: 0}}
        policies:
          - name: retrain
            match: [alertname="A"]
            mode: auto
            rate: {interval: 0s}
            engine: {prefect: {url: "\(url)/api", deployment: retrain/production, parameters: {value: 1}}}
            retry: {max_attempts: 100, min_backoff: 200ms, max_backoff: 500ms}
        """
    }

    @Test func `everything is taken in while Prefect refuses, and then each subject has one run`() async throws {
        let prefect = try #require(PrefectServer.current)
        try await prefect.stopServing()
        let proxy = RefusingProxy(target: String(prefect.url.dropLast("/api".count)))
        let clock = try await SettableClock()
        try await proxy.server.run { url async throws in
            let bridge = try await BridgeProcess()
            try bridge.configure(Self.configuration(url))
            let process = try await bridge.start(environment: clock.environment)
            try await Self.deliver(Self.subjects.prefix(25), to: bridge)
            try await Eventually.holds(within: .seconds(20), "the circuit is open") {
                try await bridge.metric(Self.circuits) == 1
            }
            let refused = proxy.refused
            try await Self.deliver(Self.subjects.dropFirst(25), to: bridge)
            var waiting = 0.0
            for state in ["queued", "dispatching"] {
                waiting += try await bridge.metric(#"modelwatch_triggers{policy="retrain",state="\#(state)"}"#) ?? 0
            }
            #expect(waiting == 50)
            #expect(try await bridge.status(of: "/-/ready") == 200)
            #expect(proxy.refused == refused)
            #expect(refused >= CircuitBreaker.threshold && refused < 20)
            proxy.open()
            try await Self.pass(CircuitBreaker.pause, on: clock, with: bridge)
            try await bridge.waitUntilNone(of: "retrain", in: ["queued", "dispatching"], within: .seconds(60))
            #expect(try await bridge.metric(#"modelwatch_triggers{policy="retrain",state="running"}"#) == 50)
            #expect(try await bridge.metric(Self.circuits) == 0)
            try await process.stop()
        }
        let models = try await prefect.runs().compactMap { $0["parameters"]?["model"]?.string }
        #expect(models.filter { $0.hasPrefix("s") }.sorted() == Self.subjects.sorted())
    }

    /// Sends an alert for each subject, all of which must be taken in.
    private static func deliver(_ subjects: some Sequence<String>, to bridge: BridgeProcess) async throws {
        let answers = try await withThrowingTaskGroup(of: Int.self) { group in
            for subject in subjects {
                group.addTask {
                    try await bridge.deliver(Payloads.body(labels: ["alertname": "A", "model": subject]))
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(answers) == [200])
    }

    /// Lets time go by in steps that no bridge takes for a clock that was set.
    private static func pass(_ seconds: TimeInterval, on clock: SettableClock, with bridge: BridgeProcess) async throws
    {
        let step = Int(ClockWatch.tolerance) - 2
        for passed in stride(from: step, through: Int(seconds) + step, by: step) {
            try clock.set(by: passed)
            try await Task.sleep(for: .milliseconds(700))
        }
    }
}
