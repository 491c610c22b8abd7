import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import Monitor

/// What retrainings cost on a real store: what is reserved, what is spent, and what is given back.
struct SpendingTests {
    private let store: BridgeStore
    private let folder: TemporaryFolder
    /// A clock that stands, and that a test sets.
    private final class Wall: Sendable {
        private let time = Mutex(SpendingTests.start)
        var now: Date { time.withLock { $0 } }

        func set(by seconds: Double) { time.withLock { $0 += seconds } }
    }

    private static let start = TestClock.at("12:00:00")
    private static let started = TriggerEvent.dispatched(.started(EngineRun(id: "r", url: nil)))

    init() throws {
        folder = try TemporaryFolder()
        store = try BridgeStore(path: folder.path("bridge.sqlite"))
    }

    private static let standard = Result { try settings() }

    private static func settings(cost: Double = 4, mode: String = "auto", bridge: String = "{}") throws
        -> DecisionSettings
    {
        let keys =
            "mode: \(mode), cooldown: 0s, rearm: [], rate: {interval: 0s}, engine: {command: {argv: [/bin/true]}}"
        return DecisionSettings(
            try Configuration(
                text: """
                    bridge: {spend_limit: \(bridge)}
                    policies:
                      - {name: p, match: ['alertname="Drift"'], cost: \(cost), spend_limit: {daily: 10}, \(keys)}
                      - {name: other, match: ['alertname="Other"'], cost: 4, \(keys)}
                    """))
    }

    private func send(
        _ model: String, _ name: String = "Drift", at seconds: TimeInterval = 0, settings: DecisionSettings? = nil
    ) async throws -> PolicyDecider.Outcome {
        let time = Self.start + seconds
        let body = try Payloads.body(
            labels: ["alertname": name, "model": model], startsAt: Timestamp.text(Self.start))
        let results = try await store.store(
            [Payloads.delivery(body, at: time)], settings: settings ?? Self.standard.get())
        return try #require(results.first?.get().decisions.first)
    }

    /// Lets events happen to the trigger of a model.
    private func happen(_ events: TriggerEvent..., to model: String, at seconds: TimeInterval = 0) async throws {
        let trigger = try #require(try await store.triggers().first { $0.subject == model })
        for event in events {
            _ = try await store.apply(
                event, to: trigger.id, by: TriggerStateMachine(rules: .init()), actor: "test",
                at: Self.start + seconds)
        }
    }

    private func used(at seconds: TimeInterval = 0) async throws -> [Double] {
        let units = try await store.spending(at: Self.start + seconds)
        return SpendPeriod.allCases.map { units[$0]?["p"] ?? 0 }
    }

    @Test func `two of four fit into ten, and the third tells why it does not`() async throws {
        for model in ["a", "b"] { #expect(try await send(model).isNew) }
        let third = try await send("c", at: 5)
        #expect(third.suppression == .spendLimit && third.reconsiderAt == Self.start + 65)
        #expect(third.detail?.contains("8 of 10 units within 24 hours are used, 8 of them by triggers") == true)
        let stored = try await store.pool.read { try DecisionRecord.fetchAll($0).last }
        #expect(stored?.detail == third.detail && stored?.suppression == "spend_limit")
    }

    @Test func `what waits counts for days, what runs from its start on`() async throws {
        let week = 7 * 86_400.0
        _ = try await send("a", settings: Self.settings(mode: "approve"))
        #expect(try await used(at: week) == [4, 4])
        try await happen(.approved(""), .claimed, Self.started, to: "a", at: week)
        #expect(try await used(at: week + 86_399) == [4, 4])
        #expect(try await used(at: week + 86_400) == [0, 4])
        #expect(try await used(at: week + 30 * 86_400) == [0, 0])
    }

    @Test func `what ends without a run gives its units back`() async throws {
        let cases: [(events: [TriggerEvent], units: Double)] = [
            ([.rejected("")], 0), ([.stopped("")], 0), ([.resolved], 0),
            ([.claimed, .dispatched(.refused("400"))], 0),
            ([.claimed, Self.started, .polled(RunReport(state: .failed("")))], 4),
            ([.claimed, Self.started, .polled(RunReport(state: .cancelled("")))], 4),
            ([.claimed, .dispatched(.ambiguous("timeout"))], 4), ([.claimed], 4),
        ]
        var expected = 0.0
        for (index, (events, units)) in cases.enumerated() {
            _ = try await send("m\(index)", "Other")
            for event in events { try await happen(event, to: "m\(index)") }
            expected += units
            let spent = try await store.spending(at: Self.start)[.daily]?["other"]
            #expect(spent ?? 0 == expected, "\(events)")
        }
    }

    @Test func `what may have begun when a person gave it up is spent`() async throws {
        _ = try await send("a")
        var rules = TriggerRules()
        rules.retry = try #require(
            try Configuration(
                text: """
                    policies: [{name: p, match: [a=b], retry: {max_attempts: 1}, engine: {command: {argv: [/bin/true]}}}]
                    """
            ).policies.first?.retry)
        let id = try await store.triggers()[0].id
        for event in [.claimed, .dispatched(.ambiguous("")), .stopped("")] as [TriggerEvent] {
            _ = try await store.apply(
                event, to: id, by: TriggerStateMachine(rules: rules), actor: "test", at: Self.start)
        }
        #expect(try await store.triggers().map(\.state) == [.cancelled])
        #expect(try await used(at: 86_399) == [4, 4])
        #expect(try await used(at: 86_400) == [0, 4])
    }

    @Test func `a run by hand is not asked for the limit, costs again, and delays what follows`() async throws {
        for model in ["a", "b"] {
            _ = try await send(model)
            try await happen(.claimed, Self.started, .polled(RunReport(state: .failed(""))), to: model)
        }
        try await happen(.retried(""), to: "a", at: 10)
        #expect(try await used(at: 10) == [12, 12])
        try await happen(.claimed, Self.started, to: "a", at: 20)
        #expect(try await used(at: 20) == [12, 12])
        #expect(try await send("c", at: 30).reconsiderAt == Self.start + 86_400)
        let keys = try await store.pool.read { try String.fetchAll($0, sql: "SELECT substr(key, -3) FROM spend") }
        #expect(keys.sorted() == ["-a1", "-a1", "-a2"])
    }

    @Test func `a new cost holds for what is decided then`() async throws {
        _ = try await send("a", settings: Self.settings(cost: 1))
        _ = try await send("b", settings: Self.settings(cost: 6))
        try await happen(.claimed, Self.started, to: "a")
        #expect(try await used() == [7, 7])
        #expect(try await send("c").suppression == .spendLimit)
        #expect(try await send("d", settings: Self.settings(cost: 3)).isNew)
    }

    @Test func `all policies share the limit of the bridge`() async throws {
        let settings = try Self.settings(bridge: "{daily: 7}")
        #expect(try await send("a", "Other", settings: settings).isNew)
        let second = try await send("b", settings: settings)
        #expect(second.detail?.contains("bridge.spend_limit.daily of all policies: 4 of 7 units") == true)
        #expect(try await send("b", at: 1).isNew)
    }

    @Test func `what was put off is decided when enough is free, without a notification`() async throws {
        for model in ["a", "b"] {
            _ = try await send(model)
            try await happen(.claimed, Self.started, to: model, at: 60)
        }
        #expect(try await send("c", at: 100).reconsiderAt == Self.start + 60 + 86_400)
        let settings = try Self.standard.get()
        #expect(try await store.reconsider(settings, at: Self.start + 86_459).isEmpty)
        #expect(try await store.reconsider(settings, at: Self.start + 86_460).map(\.isNew) == [true])
    }

    @Test func `a clock that went back counts from then`() async throws {
        let wall = Wall()
        let watch = ClockWatch(MomentClock(date: { wall.now }))
        _ = try await store.follow(watch)
        _ = try await send("a")
        try await happen(.claimed, Self.started, to: "a")
        wall.set(by: -10 * 86_400)
        _ = try await store.follow(watch)
        #expect(try await used(at: -10 * 86_400 + 86_399) == [4, 4])
        #expect(try await used(at: -9 * 86_400 + 1) == [0, 4])
    }
}
