import Foundation
import Synchronization
import Testing

@testable import Monitor

/// `kill -9` of the real bridge at random moments, under load, with an engine that fails often.
struct RandomCrashTests {
    /// Deliveries that are sent in each life of the bridge, each for a subject of its own.
    private static let load = 12

    /// The models whose deliveries were answered with 200.
    private final class Acknowledged: Sendable {
        private let names = Mutex<Set<String>>([])

        var models: Set<String> { names.withLock { $0 } }

        func insert(_ model: String) {
            names.withLock { _ = $0.insert(model) }
        }
    }

    private static func configuration(_ url: String) -> String {
        """
        bridge: {poll_interval: 100ms, max_concurrent: 0, storm: {subjects: 0}}
        policies:
          - name: retrain
            match: [alertname="A"]
            mode: auto
            rate: {interval: 0s}
            retry: {max_attempts: 1000, min_backoff: 50ms, max_backoff: 200ms}
            engine:
              webhook:
                url: "\(url)/start"
                idempotent: true
                timeout: 500ms
                status: {url: "\(url)/runs/{run_id}", state: /state, succeeded: [done], failed: [failed]}
        """
    }

    @Test func `nothing acknowledged is lost and nothing runs twice, whenever the bridge dies`() async throws {
        let trainer = FlakyTrainer()
        let acknowledged = Acknowledged()
        try await trainer.server.run { url async throws in
            let bridge = try await BridgeProcess()
            try bridge.configure(Self.configuration(url))
            for life in 0..<BridgeProcess.crashes {
                let process = try await bridge.start()
                async let deliveries: Void = Self.deliver(life, to: [bridge], noting: acknowledged)
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...500)))
                try await process.kill()
                await deliveries
            }
            let last = try await bridge.start()
            try await Self.check(bridge, acknowledged.models)
            try await last.stop()
        }
        Self.check(trainer, acknowledged.models)
    }

    @Test(.enabled(if: BridgeProcess.wantedCrashes != nil, "takes minutes: MODELWATCH_CRASHES=20"))
    func `nothing is lost and nothing runs twice, whenever a standby takes over`() async throws {
        let trainer = FlakyTrainer()
        let acknowledged = Acknowledged()
        try await trainer.server.run { url async throws in
            var bridge = try await BridgeProcess()
            var other = try await BridgeProcess(beside: bridge)
            try bridge.configure(Self.configuration(url))
            var process = try await bridge.start("--bridge.standby")
            for life in 0..<BridgeProcess.crashes {
                let standby = try await other.startStandby()
                let both = [bridge, other]
                async let deliveries: Void = Self.deliver(life, to: both, noting: acknowledged)
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...500)))
                try await process.kill()
                await deliveries
                process = standby
                (bridge, other) = (other, bridge)
                let next = bridge
                try await Eventually.holds(within: .seconds(10), "the standby works") {
                    try await next.status(of: "/-/ready") == 200
                }
            }
            try await Self.check(bridge, acknowledged.models)
            try await process.stop()
        }
        Self.check(trainer, acknowledged.models)
    }

    /// Each model had one run.
    private static func check(_ trainer: FlakyTrainer, _ acknowledged: Set<String>) {
        let keys = trainer.keys
        for model in acknowledged { #expect(keys[model]?.count == 1, "\(model): \(keys[model] ?? [])") }
        #expect(keys.values.allSatisfy { $0.count == 1 })
    }

    /// Sends the load of one life of the bridge, each to the first that takes it; notes which models were acknowledged.
    private static func deliver(
        _ life: Int, to bridges: [BridgeProcess], noting acknowledged: Acknowledged
    ) async {
        await withDiscardingTaskGroup { group in
            for number in 0..<load {
                group.addTask {
                    try? await Task.sleep(for: .milliseconds(Int.random(in: 0...300)))
                    let model = "m\(life)-\(number)"
                    guard let body = try? Payloads.body(labels: ["alertname": "A", "model": model]) else { return }
                    for bridge in bridges where (try? await bridge.deliver(body)) == 200 {
                        return acknowledged.insert(model)
                    }
                }
            }
        }
    }

    /// Every acknowledged subject has one trigger, and every trigger comes to its end.
    private static func check(_ bridge: BridgeProcess, _ acknowledged: Set<String>) async throws {
        try await bridge.waitUntilNone(
            of: "retrain", in: ["held", "queued", "dispatching", "running", "verifying", "unknown"],
            within: .seconds(120))
        let succeeded = try await bridge.metric(#"modelwatch_triggers{policy="retrain",state="succeeded"}"#) ?? 0
        #expect(Int(succeeded) >= acknowledged.count)
        for state in ["failed", "dead", "lost", "cancelled"] {
            let count = try await bridge.metric(#"modelwatch_triggers{policy="retrain",state="\#(state)"}"#) ?? 0
            #expect(count == 0, "\(state): \(count)")
        }
    }
}
