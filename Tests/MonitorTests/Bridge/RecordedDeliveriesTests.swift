import Foundation
import Testing
import TestSupport

@testable import Monitor

/// Sequences of recorded deliveries, and what must come of them.
struct RecordedDeliveriesTests {
    private static let auto = "mode: auto, rate: {interval: 0s}"
    private let folder: TemporaryFolder
    private let store: BridgeStore

    init() throws {
        folder = try TemporaryFolder()
        store = try BridgeStore(path: folder.path("bridge.sqlite"))
    }

    private static func settings(_ settings: String = Self.auto) throws -> DecisionSettings {
        let text = """
            policies:
              - {name: p, match: ['alertname=~"ModelDrift|FeatureDrift"'], subject: "{{ labels.model }}/{{ labels.feature }}",
                 engine: {command: {argv: [/bin/true]}}, \(settings)}
            """
        return DecisionSettings(try Configuration(text: text))
    }

    /// Stores deliveries a second apart and tells what was decided for each.
    private func outcomes(_ names: [String], settings: String = Self.auto) async throws -> [[Int]] {
        var result: [[Int]] = []
        for (index, name) in names.enumerated() {
            let time = TestClock.at("23:50:00").addingTimeInterval(Double(index))
            let outcome = try await take(Payloads.delivery(name, at: time), settings: settings)
            result.append([outcome.alerts, outcome.triggered, outcome.suppressed])
        }
        return result
    }

    private func take(_ delivery: Delivery, settings: String = Self.auto) async throws -> DeliveryOutcome {
        let results = try await store.store([delivery], settings: Self.settings(settings))
        return try #require(results.first).get().outcome
    }

    private func reasons() async throws -> [String] {
        try await store.suppressions()
    }

    @Test func `a firing alert triggers once, its repeats do not`() async throws {
        let names = Array(repeating: "api_repeat_before_startsAt_moved", count: 3)
        #expect(try await outcomes(names) == [[1, 1, 0], [1, 0, 1], [1, 0, 1]])
        #expect(try await reasons() == ["duplicate_episode", "duplicate_episode"])
    }

    @Test func `a start that moves earlier inside the episode does not trigger again`() async throws {
        let names = ["api_repeat_before_startsAt_moved", "api_repeat_after_startsAt_moved_earlier"]
        #expect(try await outcomes(names) == [[1, 1, 0], [1, 0, 1]])
    }

    @Test func `the twin of a second Alertmanager does not trigger again, though its start differs`() async throws {
        #expect(try await outcomes(["ha_dup_from_am_A", "ha_dup_from_am_B"]) == [[1, 1, 0], [1, 0, 1]])
    }

    @Test func `a group of two features triggers one retraining for each subject`() async throws {
        #expect(try await outcomes(["prom_firing_grouped_2"]) == [[2, 2, 0]])
    }

    @Test func `a resolved alert in a firing group triggers nothing`() async throws {
        let names = ["prom_firing_grouped_2", "prom_mixed_firing_resolved"]
        #expect(try await outcomes(names) == [[2, 2, 0], [2, 0, 1]])
        #expect(try await openEpisodes() == 1)
    }

    @Test func `a resolved closes the episode and cancels what has not begun`() async throws {
        #expect(try await outcomes(["prom_firing_1", "prom_resolved"]) == [[1, 1, 0], [1, 0, 0]])
        #expect(try await store.triggers().map(\.state) == [.cancelled])
        #expect(try await openEpisodes() == 0)
    }

    @Test func `a false resolve of a dead Prometheus leaves a started run alone`() async throws {
        _ = try await outcomes(["prom_firing_1"])
        try await claimAll()
        _ = try await outcomes(["prom_FALSE_resolved_prometheus_killed"])
        #expect(try await store.triggers().map(\.state) == [.dispatching])
    }

    @Test func `an alert that fires again after its end triggers again`() async throws {
        let names = ["prom_firing_1", "prom_resolved", "prom_refire_new_startsAt"]
        #expect(
            try await outcomes(names, settings: "mode: auto, cooldown: 0s") == [[1, 1, 0], [1, 0, 0], [1, 1, 0]])
    }

    @Test func `a replayed resolved of the episode before does not close the new one`() async throws {
        let names = ["prom_firing_1", "prom_resolved", "prom_refire_new_startsAt", "prom_resolved"]
        #expect(try await outcomes(names).last == [1, 0, 1])
        #expect(try await reasons() == ["stale_resolved"])
        #expect(try await openEpisodes() == 1)
    }

    @Test func `a replayed firing of an episode that is over triggers nothing`() async throws {
        let names = ["prom_firing_1", "prom_resolved", "prom_firing_1"]
        #expect(try await outcomes(names).last == [1, 0, 1])
        #expect(try await reasons() == ["stale_firing"])
    }

    @Test func `a stale resolved beside a new firing is ignored`() async throws {
        #expect(try await outcomes(["prom_refire_plus_stale_resolved_replay"]) == [[2, 1, 1]])
        #expect(try await reasons() == ["stale_resolved"])
    }

    @Test func `a truncated delivery that says resolved closes only what it lists`() async throws {
        let trap = "api_truncated_TRAP_status_resolved_but_4_firing"
        let text = String(decoding: try Payloads.data(trap), as: UTF8.self)
        let firing = Data(text.replacing("\"resolved\"", with: "\"firing\"").utf8)
        let other = try Payloads.body(labels: ["alertname": "ModelDrift", "model": "fraud", "feature": "f6"])
        for body in [firing, other] { _ = try await take(Payloads.delivery(body, at: TestClock.at("22:49:50"))) }
        #expect(try await outcomes([trap]) == [[3, 0, 1]])
        #expect(try await openEpisodes() == 1)
        #expect(try await reasons() == ["truncated", "truncated"])
    }

    @Test func `a resolved with a rewritten start closes the episode`() async throws {
        #expect(try await outcomes(["api_resolved_startsAt_rewritten"]) == [[1, 0, 1]])
        let labels = try #require(
            try PayloadLimits().decode(Payloads.data("api_resolved_startsAt_rewritten")).alerts.first
        )
        .labels
        let firing = try Payloads.body(labels: labels, startsAt: "2026-11-20T22:53:32Z")
        _ = try await take(Payloads.delivery(firing, at: TestClock.at("22:48:00")))
        _ = try await take(Payloads.delivery("api_resolved_startsAt_rewritten", at: TestClock.at("22:48:33")))
        #expect(try await openEpisodes() == 0)
    }

    @Test func `a thousand alerts in one delivery are one trigger for each subject`() async throws {
        let storm = try await ChildProcess.output(
            "/usr/bin/gzip", ["-dc", Fixtures.url("alertmanager/api_storm_1000_in_one_group.json.gz").path()])
        let outcome = try await take(Payloads.delivery(storm, at: TestClock.at("23:50:00")))
        #expect(outcome.alerts == 1000)
        #expect(outcome.triggered + outcome.suppressed == 1000)
        #expect(try await store.triggers(limit: 2000).count == outcome.triggered)
    }

    @Test func `what no policy matches is stored with the reason`() async throws {
        let body = try Payloads.body(labels: ["alertname": "Other"])
        _ = try await take(Payloads.delivery(body, at: TestClock.at("22:00:00")))
        #expect(try await reasons() == ["no_policy"])
    }

    @Test func `after the cooldown an alert that still fires triggers`() async throws {
        let body = try Payloads.body(labels: ["alertname": "ModelDrift", "model": "m", "i": "1"])
        let next = try Payloads.body(labels: ["alertname": "ModelDrift", "model": "m", "i": "2"])
        _ = try await take(Payloads.delivery(body, at: TestClock.at("12:00:00")))
        try await finishAll(at: TestClock.at("12:10:00"))
        let early = try await take(Payloads.delivery(next, at: TestClock.at("12:30:00")))
        #expect(early.triggered == 0 && early.suppressed == 1)
        let late = try await take(Payloads.delivery(next, at: TestClock.at("13:10:00")))
        #expect(late.triggered == 1 && late.suppressed == 0)
        #expect(try await reasons() == ["cooldown", "active_trigger"])
    }

    @Test func `a second alert of the subject joins, and the trigger lives until both are over`() async throws {
        let one = ["alertname": "ModelDrift", "model": "m", "i": "1"]
        let two = ["alertname": "ModelDrift", "model": "m", "i": "2"]
        let ends = "2026-11-20T22:30:00Z"
        _ = try await take(Payloads.delivery(Payloads.body(labels: one), at: TestClock.at("22:00:00")))
        _ = try await take(Payloads.delivery(Payloads.body(labels: two), at: TestClock.at("22:00:01")))
        #expect(try await reasons() == ["active_trigger"])
        let first = try Payloads.body(status: "resolved", labels: one, endsAt: ends)
        _ = try await take(Payloads.delivery(first, at: TestClock.at("22:30:01")))
        #expect(try await store.triggers().map(\.state) == [.queued])
        let second = try Payloads.body(status: "resolved", labels: two, endsAt: ends)
        _ = try await take(Payloads.delivery(second, at: TestClock.at("22:30:02")))
        #expect(try await store.triggers().map(\.state) == [.cancelled])
    }

    @Test func `an episode of which nothing is heard is closed as stale`() async throws {
        _ = try await outcomes(["prom_firing_1"])
        #expect(try await store.closeStaleEpisodes(notSeenSince: TestClock.at("23:50:00")) == 0)
        #expect(try await store.closeStaleEpisodes(notSeenSince: TestClock.at("23:50:01")) == 1)
        #expect(try await openEpisodes() == 0)
    }

    @Test func `every step of a trigger is in the audit trail`() async throws {
        _ = try await outcomes(["prom_firing_1"])
        try await finishAll(at: TestClock.at("23:55:00"))
        let id = try #require(try await store.triggers().first).id
        let trail = try #require(try await store.transitions(of: id))
        #expect(trail.map(\.toState) == [.queued, .dispatching, .running, .succeeded])
        #expect(trail.map(\.fromState) == [nil, .queued, .dispatching, .running])
        #expect(try await store.transitions(of: "nothing") == nil)
    }

    private func openEpisodes() async throws -> Int {
        try await store.overview().openEpisodes
    }

    private func claimAll() async throws {
        for trigger in try await store.triggers() { try await apply(.claimed, to: trigger, at: Date()) }
    }

    private func finishAll(at time: Date) async throws {
        for trigger in try await store.triggers() {
            try await apply(.claimed, to: trigger, at: time)
            try await apply(.dispatched(.started(EngineRun(id: "r", url: nil))), to: trigger, at: time)
            try await apply(.polled(RunReport(state: .succeeded("done"))), to: trigger, at: time)
        }
    }

    private func apply(_ event: TriggerEvent, to trigger: TriggerRecord, at time: Date) async throws {
        let machine = TriggerStateMachine(rules: TriggerRules())
        _ = try await store.apply(event, to: trigger.id, by: machine, actor: "test", at: time)
    }
}
