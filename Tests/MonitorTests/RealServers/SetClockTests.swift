import Foundation
import Testing

@testable import Monitor

/// The clock of the machine is set by hours or days while the bridge works with a real Prefect server.
@Suite(.prefect, .serialized) struct SetClockTests {
    private static let hours = 3600
    private let prefect: PrefectServer
    private let bridge: BridgeProcess
    private let clock: SettableClock
    private let model = "model-\(UUID().uuidString.prefix(8))"

    init() async throws {
        prefect = try #require(PrefectServer.current)
        bridge = try await BridgeProcess()
        clock = try await SettableClock()
    }

    private func configure(_ more: String, seconds: Int = 0) throws {
        try bridge.configure(
            """
            bridge: {poll_interval: 500ms}
            policies:
              - name: retrain
                match: [alertname="A"]
                mode: auto
                \(more)
                engine: {prefect: {url: "\(prefect.url)", deployment: retrain/production,
                  parameters: {value: 1, seconds: \(seconds)}}}
            """)
    }

    private func alert() throws -> Data {
        try Payloads.body(labels: ["alertname": "A", "model": model])
    }

    private func expectOneRun() async throws {
        _ = try await bridge.waitForOnlyTrigger(in: "succeeded", within: .seconds(90))
        #expect(try await bridge.deliver(alert()) == 200)
        #expect(try await prefect.runs(of: model).count == 1)
        #expect(try await bridge.triggers().count == 1)
    }

    @Test(arguments: [-5 * hours, -72 * hours, 5 * hours, 72 * hours])
    func `a run is followed to its end, within its deadline`(jump: Int) async throws {
        try configure("run_deadline: 1h", seconds: 6)
        let process = try await bridge.start(environment: clock.environment)
        #expect(try await bridge.deliver(alert()) == 200)
        _ = try await bridge.waitForOnlyTrigger(in: "running")
        try await Eventually.holds(within: .seconds(60), "the run has begun") {
            try await prefect.runs(of: model).first?["state_type"] == .string("RUNNING")
        }
        try clock.set(by: jump)
        #expect(try await bridge.deliver(alert()) == 200)
        try await expectOneRun()
        #expect(process.output.contains("The clock was set"))
        try await process.stop()
    }

    @Test(arguments: [-5 * hours, 5 * hours])
    func `a trigger that is held begins when the hold is over, neither sooner nor much later`(jump: Int) async throws {
        try configure("hold: 6s")
        let process = try await bridge.start(environment: clock.environment)
        let start = ContinuousClock.now
        #expect(try await bridge.deliver(alert()) == 200)
        _ = try await bridge.waitForOnlyTrigger(in: "held")
        try clock.set(by: jump)
        try await Eventually.holds(within: .seconds(30), "the run is there") {
            try await !prefect.runs(of: model).isEmpty
        }
        #expect(start.duration(to: .now) >= .seconds(5))
        try await expectOneRun()
        try await process.stop()
    }

    @Test func `a clock that went back while the bridge was down keeps nothing waiting`() async throws {
        try configure("hold: 4s")
        try clock.set(by: 72 * Self.hours)
        let first = try await bridge.start(environment: clock.environment)
        #expect(try await bridge.deliver(alert()) == 200)
        try await first.kill()
        try clock.set(by: 0)
        let second = try await bridge.start(environment: clock.environment)
        try await expectOneRun()
        try await second.stop()
    }
}
