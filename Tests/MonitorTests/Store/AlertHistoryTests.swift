import Foundation
import GRDB
import TestSupport
import Testing

@testable import Monitor

/// The history of alerts in numbers that were worked out by hand.
struct AlertHistoryTests {
    private let store: BridgeStore
    private let folder: TemporaryFolder
    private static let now = TestClock.at("12:00:00")
    private static let day = 86_400.0

    init() throws {
        folder = try TemporaryFolder()
        store = try BridgeStore(path: folder.path("bridge.sqlite"))
    }

    /// Lets an alert fire some days before now, for some minutes or until now; tells its number.
    @discardableResult
    private func fire(
        _ name: String, _ model: String, days: Double, minutes: Double?, more: [String: String] = [:]
    ) async throws -> Int64 {
        let began = Self.now - days * Self.day
        let labels = ["alertname": name, "model": model, "severity": "warning"].merging(more) { $1 }
        let settings = DecisionSettings(try Configuration(text: "policies: []"))
        func send(_ status: String, _ end: String, at time: Date) async throws {
            let body = try Payloads.body(
                status: status, labels: labels, startsAt: Timestamp.text(began), endsAt: end)
            let results = try await store.store([Payloads.delivery(body, at: time)], settings: settings)
            _ = try #require(results.first).get()
        }
        try await send("firing", "0001-01-01T00:00:00Z", at: began + 10)
        if let minutes {
            let end = began + minutes * 60
            try await send("resolved", Timestamp.text(end), at: end + 10)
        }
        return try await store.pool.read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM episode") ?? 0 }
    }

    private func mark(_ id: Int64, _ action: EpisodeAction = .markFalsePositive) async throws {
        _ = try await store.apply(action, to: id, by: "operator:alice", reason: "", at: Self.now)
    }

    @Test func `frequency, time to resolution and false positives are those of the episodes of the period`()
        async throws
    {
        try await mark(try await fire("Drift", "churn", days: 3.1, minutes: 30))
        try await fire("Drift", "churn", days: 3, minutes: 10)
        try await fire("Drift", "churn", days: 1, minutes: nil)
        try await fire("Accuracy", "churn", days: 2, minutes: 60)
        try await fire("Accuracy", "churn", days: 40, minutes: 5, more: ["instance": "old"])
        let history = try await store.history(AlertHistorySearch(days: 30, at: Self.now))
        let drift = try #require(history.alerts.first)
        #expect(history.alerts.map(\.alertname) == ["Drift", "Accuracy"] && history.leftOut == 0)
        #expect(drift.episodes == 3 && drift.resolved == 2 && drift.falsePositives == 1)
        #expect(drift.timeToResolution == 1200)
        #expect(drift.falsePositiveRate == 1.0 / 3)
        #expect(history.days(of: drift).map(\.dayText) == ["2026-11-17", "2026-11-19"])
        #expect(history.days(of: drift).map(\.episodes) == [2, 1])
        #expect(history.total.episodes == 4 && history.total.timeToResolution == 2000)
    }

    @Test func `an alert of which nothing was heard any more is not resolved`() async throws {
        try await fire("Drift", "churn", days: 3, minutes: nil)
        _ = try await store.closeStaleEpisodes(notSeenSince: Self.now)
        let total = try await store.history(AlertHistorySearch(days: 30, at: Self.now)).total
        #expect(total.episodes == 1 && total.resolved == 0 && total.timeToResolution == nil)
    }

    @Test func `a mark that is taken back counts no more, and both stay in the trail`() async throws {
        let id = try await fire("Drift", "churn", days: 1, minutes: 5)
        try await mark(id)
        try await mark(id)
        #expect(try await store.recentEpisodes(since: Self.now - 5 * Self.day).map(\.falsePositives) == [1])
        try await mark(id, .unmarkFalsePositive)
        #expect(try await store.history(AlertHistorySearch(days: 30, at: Self.now)).total.falsePositives == 0)
        let events = try await store.episode(id)?.events ?? []
        #expect(events.map(\.action) == [.markFalsePositive, .unmarkFalsePositive])
        #expect(events.allSatisfy { $0.actor == "operator:alice" })
    }

    @Test func `nothing is a history without numbers`() async throws {
        let history = try await store.history(AlertHistorySearch(days: 7, at: Self.now))
        #expect(history.alerts.isEmpty && history.total.episodes == 0)
        #expect(history.total.falsePositiveRate == nil && history.total.timeToResolution == nil)
    }

    @Test func `a period has whole days in UTC, today included`() {
        let search = AlertHistorySearch(days: 2, at: Self.now)
        #expect(search.period == TestClock.at("00:00:00") - Self.day..<TestClock.at("00:00:00") + Self.day)
    }

    @Test func `of very many names the most frequent are told, and the rest is counted`() async throws {
        try await store.pool.write { database in
            for number in 0..<150 {
                for _ in 0...(number < 3 ? 1 : 0) { try Self.insert("A\(number)", "e\u{301}", in: database) }
            }
        }
        let history = try await store.history(AlertHistorySearch(days: 30, at: Self.now))
        #expect(history.alerts.count == AlertHistory.alertLimit && history.leftOut == 50)
        #expect(history.alerts.prefix(4).map(\.episodes) == [2, 2, 2, 1])
        #expect(history.alerts.allSatisfy { history.days(of: $0).map(\.episodes) == [$0.episodes] })
    }

    /// To Swift two spellings of one letter are equal.
    @Test func `names that only look alike are apart`() async throws {
        try await store.pool.write { database in
            try Self.insert("\u{e9}", "m", in: database)
            try Self.insert("e\u{301}", "m", in: database)
        }
        let history = try await store.history(AlertHistorySearch(days: 30, at: Self.now))
        #expect(history.alerts.map { history.days(of: $0).count } == [1, 1])
    }

    private static func insert(_ name: String, _ model: String, in database: Database) throws {
        let alert = Alert(
            status: .firing, labels: ["alertname": name, "model": model], annotations: [:], startsAt: nil, endsAt: nil,
            generatorURL: "", fingerprint: "\(UInt64.random(in: .min ... .max))")
        try EpisodeRecord(alert, startsAt: now, openedAt: now).insert(database)
    }

    @Test func `the questions of every scrape and page are answered from an index`() async throws {
        let plans = try await store.pool.read { database in
            try [
                "SELECT severity, count(*), count(false_positive_at) FROM episode WHERE opened_at > 1 GROUP BY severity",
                "SELECT alertname, model, \(AlertStatistics.columns) FROM episode WHERE opened_at >= 1 AND opened_at < 9 GROUP BY alertname, model",
                "SELECT * FROM \(EpisodeSearch(state: .open).source) WHERE \(EpisodeFilter.open.condition)",
                "SELECT * FROM \(EpisodeSearch(alertname: "a").source) WHERE alertname = 'a' AND model = 'm' ORDER BY id DESC",
                "SELECT * FROM \(EpisodeSearch().source) WHERE opened_at > 1 AND id < 9 ORDER BY id DESC",
            ].map { sql in
                try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql).map { $0["detail"] as String }.joined()
            }
        }
        #expect(
            plans[0].contains("COVERING INDEX episode_opened") && plans[1].contains("COVERING INDEX episode_opened"))
        #expect(plans[2].contains("INDEX episode_active") && plans[3].contains("INDEX episode_alert"))
        #expect(plans[4].contains("INTEGER PRIMARY KEY") && !plans[3...].contains { $0.contains("TEMP B-TREE") })
    }
}
