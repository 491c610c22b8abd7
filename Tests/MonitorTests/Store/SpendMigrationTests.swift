import Foundation
import GRDB
import TestSupport
import Testing

@testable import Monitor

/// A database from before retrainings had a cost.
struct SpendMigrationTests {
    private let old: OldDatabase

    init() throws {
        old = try OldDatabase()
    }

    /// Makes it, with triggers that wait, run, failed, may have begun, and were turned down.
    private func makeOld() throws {
        try old.make(upTo: "createRevokedSession") { database in
            let rows: [(state: String, run: String?, startedAt: Double?, finishedAt: Double?, mayHaveStarted: Int)] = [
                ("queued", nil, nil, nil, 0), ("running", "r", 2000, nil, 0), ("failed", "r", nil, 3000, 0),
                ("cancelled", nil, nil, 3000, 1), ("rejected", nil, nil, 3000, 0),
            ]
            for (index, row) in rows.enumerated() {
                let id = String(repeating: "\(index)", count: 26)
                try database.execute(
                    sql: """
                        INSERT INTO "trigger" (id, key, attempt, policy, subject, engine, state, reason, request,
                            created_at, finished_at, attempts, polls, run_id, started_at, may_have_started)
                        VALUES (?, ?, 1, 'p', ?, 'command', ?, '', '{"parameters":{}}', 1000, ?, 0, 0, ?, ?, ?)
                        """,
                    arguments: [
                        id, "rt-\(id)-a1", "s\(index)", row.state, row.finishedAt, row.run, row.startedAt,
                        row.mayHaveStarted,
                    ])
            }
        }
    }

    @Test func `each run of before counts one, and so does each trigger that waits`() async throws {
        try makeOld()
        let store = try BridgeStore(path: old.path)
        for (moment, units) in [(2500.0, 4.0), (86_400 + 1500, 2), (86_400 + 2500, 1)] {
            let spending = try await store.spending(at: Date(timeIntervalSince1970: moment))
            #expect(spending[.daily] == ["p": units], "\(moment)")
        }
        let begun = try await store.pool.read { try SpendRecord.fetchAll($0, sql: "SELECT * FROM spend ORDER BY key") }
        #expect(begun.map(\.begunAt.timeIntervalSince1970) == [2000, 1000, 1000])
    }

    @Test(arguments: [
        "UPDATE \"trigger\" SET cost = -1", "UPDATE spend SET units = -1", "UPDATE spend SET key = 'x'",
        "INSERT INTO spend SELECT * FROM spend",
    ])
    func `the schema refuses what must not be`(sql: String) async throws {
        try makeOld()
        let store = try BridgeStore(path: old.path)
        await #expect(throws: DatabaseError.self) { try await store.pool.write { try $0.execute(sql: sql) } }
    }
}
