import Foundation
import Testing
import TestSupport

@testable import Monitor

/// The limits of a policy on a real store: what is put off, and what comes of it without a further notification.
struct PolicyLimitsTests {
    private let store: BridgeStore
    private let folder: TemporaryFolder
    private static let start = TestClock.at("12:00:00")

    init() throws {
        folder = try TemporaryFolder()
        store = try BridgeStore(path: folder.path("bridge.sqlite"))
    }

    private static func settings(_ keys: String) throws -> DecisionSettings {
        let text = """
            policies:
              - {name: p, match: ['alertname="Drift"'], mode: auto, engine: {command: {argv: [/bin/true]}}, \(keys)}
            """
        return DecisionSettings(try Configuration(text: text))
    }

    private func send(
        _ labels: [String: String], status: String = "firing", at seconds: TimeInterval, _ keys: String
    ) async throws -> [PolicyDecider.Outcome] {
        let time = Self.start + seconds
        let body = try Payloads.body(
            status: status, labels: ["alertname": "Drift", "model": "m"].merging(labels) { $1 },
            startsAt: Timestamp.text(status == "firing" ? time : Self.start),
            endsAt: status == "firing" ? "0001-01-01T00:00:00Z" : Timestamp.text(time))
        let results = try await store.store([Payloads.delivery(body, at: time)], settings: Self.settings(keys))
        return try #require(results.first).get().decisions
    }

    private func reconsider(at seconds: TimeInterval, _ keys: String) async throws -> [PolicyDecider.Outcome] {
        try await store.reconsider(Self.settings(keys), at: Self.start + seconds)
    }

    private func finish(_ state: RunState, at seconds: TimeInterval) async throws {
        for trigger in try await store.triggers() where !trigger.state.isTerminal {
            let events: [TriggerEvent] = [
                .claimed, .dispatched(.started(EngineRun(id: "r", url: nil))), .polled(RunReport(state: state)),
            ]
            for event in events {
                _ = try await store.apply(
                    event, to: trigger.id, by: TriggerStateMachine(rules: .init()), actor: "test",
                    at: Self.start + seconds)
            }
        }
    }

    @Test func `a quorum of columns is reached by the third, and all three are evidence`() async throws {
        let keys = "quorum: {distinct_label: column, min_distinct: 3}"
        #expect(try await send(["column": "a"], at: 0, keys).map(\.suppression) == [.quorum])
        #expect(try await send(["column": "b"], at: 1, keys).map(\.suppression) == [.quorum])
        let third = try await send(["column": "c"], at: 2, keys)
        #expect(third.map(\.isNew) == [true])
        for (index, column) in ["a", "b", "c"].enumerated() {
            #expect(try await store.triggers().map(\.state) == [.queued])
            _ = try await send(["column": column], status: "resolved", at: 10 + Double(index), keys)
        }
        #expect(try await store.triggers().map(\.state) == [.cancelled])
    }

    @Test func `after the cooldown an alert that fires on leads to a trigger without being repeated`() async throws {
        _ = try await send(["i": "1"], at: 0, "cooldown: 1h")
        try await finish(.succeeded(""), at: 60)
        #expect(try await send(["i": "2"], at: 120, "cooldown: 1h").map(\.suppression) == [.cooldown])
        #expect(try await reconsider(at: 3659, "cooldown: 1h").isEmpty)
        #expect(try await reconsider(at: 3661, "cooldown: 1h").map(\.isNew) == [true])
        #expect(try await reconsider(at: 3662, "cooldown: 1h").isEmpty)
    }

    @Test func `an alert that is over is not decided on anew`() async throws {
        _ = try await send(["i": "1"], at: 0, "cooldown: 1h")
        try await finish(.succeeded(""), at: 60)
        _ = try await send(["i": "2"], at: 120, "cooldown: 1h")
        _ = try await send(["i": "2"], status: "resolved", at: 200, "cooldown: 1h")
        #expect(try await reconsider(at: 4000, "cooldown: 1h").isEmpty)
    }

    @Test func `a failed retraining is tried again after the pause while the alert fires`() async throws {
        _ = try await send([:], at: 0, "cooldown: 0s")
        try await finish(.failed(""), at: 60)
        #expect(try await send([:], at: 100, "cooldown: 0s").map(\.suppression) == [.rearm])
        #expect(try await reconsider(at: 3700, "cooldown: 0s").map(\.isNew) == [true])
        try await finish(.failed(""), at: 3800)
        #expect(try await send([:], at: 3900, "cooldown: 0s").map(\.reconsiderAt) == [Self.start + 3800 + 6 * 3600])
    }

    @Test func `broken data of the model forbid it until they are whole`() async throws {
        let fault = ["alertname": "ModelwatchSourceMissing"]
        _ = try await send(fault, at: 0, "cooldown: 0s")
        #expect(try await send([:], at: 1, "cooldown: 0s").map(\.suppression) == [.dataFault])
        #expect(try await send(["model": "other"], at: 2, "cooldown: 0s").map(\.isNew) == [true])
        _ = try await send(fault, status: "resolved", at: 30, "cooldown: 0s")
        #expect(try await reconsider(at: 62, "cooldown: 0s").map(\.isNew) == [true])
    }

    @Test func `a burst of subjects is slowed down, and none is forgotten`() async throws {
        for number in 1...5 { _ = try await send(["model": "m\(number)"], at: Double(number), "cooldown: 0s") }
        #expect(try await store.triggers().count == 3)
        #expect(try await reconsider(at: 610, "cooldown: 0s").count(where: \.isNew) == 1)
        #expect(try await reconsider(at: 1300, "cooldown: 0s").count(where: \.isNew) == 1)
        #expect(try await store.triggers().count == 5)
    }

    @Test func `while the window holds old data a new alert waits, and its end ends the wait`() async throws {
        _ = try await send(["i": "1"], at: 0, "settle: 30m")
        for trigger in try await store.triggers() {
            var rules = TriggerRules()
            rules.settle = .seconds(1800)
            for event in [
                .claimed, .dispatched(.started(EngineRun(id: "r", url: nil))),
                .polled(RunReport(state: .succeeded("ok"))),
            ] as [TriggerEvent] {
                _ = try await store.apply(
                    event, to: trigger.id, by: TriggerStateMachine(rules: rules), actor: "test", at: Self.start + 60)
            }
        }
        #expect(try await send(["i": "2"], at: 70, "settle: 30m").map(\.suppression) == [.settling])
        _ = try await send(["i": "1"], status: "resolved", at: 80, "settle: 30m")
        #expect(try await store.triggers().map(\.state) == [.succeeded])
    }

    @Test func `subjects that differ behind a NUL are two`() async throws {
        for model in ["m\0a", "m\0b", "m"] { _ = try await send(["model": model], at: 0, "cooldown: 0s") }
        #expect(Set(try await store.triggers().map(\.subject)) == ["m\u{FFFD}a", "m\u{FFFD}b", "m"])
    }
}
