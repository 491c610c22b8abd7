import Foundation
import GRDB
import TestSupport
import Testing

@testable import Monitor

/// A database from before operators could say something of alerts.
struct EpisodeReviewMigrationTests {
    private let old: OldDatabase

    init() throws {
        old = try OldDatabase()
    }

    /// Makes it, with an alert that fires, one that is over and one without labels.
    private func makeOld() throws {
        try old.make(upTo: "createRollout") { database in
            for (id, labels, end) in [
                (1, #"{"alertname":"Drift \u0027","model":"churn","severity":"critical"}"#, nil as Double?),
                (2, #"{"alertname":"Drift","severity":"page"}"#, 700), (3, "{}", nil),
            ] {
                try database.execute(
                    sql: """
                        INSERT INTO episode (id, fingerprint, labels, starts_at, opened_at, last_seen_at, notifications,
                            ends_at, is_stale) VALUES (?, ?, ?, 100, 110, 600, 3, ?, 0)
                        """,
                    arguments: [id, "f\(id)", labels, end])
            }
        }
    }

    @Test func `its alerts are found by name, model and severity, and can be marked`() async throws {
        try makeOld()
        let store = try BridgeStore(path: old.path)
        let rows = try await store.episodes(EpisodeSearch(), ListRange()).rows
        #expect(rows.map(\.alertname) == ["", "Drift", "Drift '"])
        #expect(rows.map(\.model) == ["", "", "churn"])
        #expect(rows.map(\.severity) == [.other, .other, .critical])
        #expect(rows.map { $0.duration(at: Date(timeIntervalSince1970: 1100)) } == [1000, 600, 1000])
        let open = EpisodeSearch(state: .open, severity: .critical, model: "churn")
        #expect(try await store.episodes(open, ListRange()).rows.map(\.id) == [1])
        let marked = try await store.apply(.acknowledge, to: 1, by: "operator:alice", reason: "", at: Date())
        #expect(marked?.review.acknowledgment?.by == "operator:alice")
        #expect(try await store.apply(.acknowledge, to: 2, by: "operator:alice", reason: "", at: Date()) == nil)
        #expect(try await store.apply(.acknowledge, to: 4, by: "operator:alice", reason: "", at: Date()) == nil)
    }

    @Test(arguments: [
        "UPDATE episode_event SET actor = 'x'", "DELETE FROM episode_event",
        "UPDATE episode SET acknowledged_by = NULL", "UPDATE episode SET severity = 'page'",
        "INSERT INTO episode_event (episode_id, at, action, actor, reason) VALUES (1, 1, 'odd', 'x', '')",
        "INSERT INTO episode_event (episode_id, at, action, actor, reason) VALUES (9, 1, 'acknowledge', 'x', '')",
    ])
    func `the schema keeps the trail as it was written`(sql: String) async throws {
        try makeOld()
        let store = try BridgeStore(path: old.path)
        _ = try await store.apply(.acknowledge, to: 1, by: "operator:alice", reason: "", at: Date())
        await #expect(throws: DatabaseError.self) { try await store.pool.write { try $0.execute(sql: sql) } }
    }
}
