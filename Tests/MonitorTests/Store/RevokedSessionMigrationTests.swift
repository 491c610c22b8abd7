import Foundation
import GRDB
import TestSupport
import Testing

@testable import Monitor

/// Sessions that ended before their time, also in a database from before they were stored.
struct RevokedSessionMigrationTests {
    private static let now = Date(timeIntervalSince1970: 1_800_000_000)
    private let old: OldDatabase

    init() throws {
        old = try OldDatabase()
    }

    private func session(after seconds: Double = 0) -> OperatorSession {
        OperatorSession(name: "alice", at: Self.now + seconds)
    }

    @Test func `a database of before takes them, and keeps what it held`() async throws {
        try old.make(upTo: "addEpisodeReview") { database in
            try database.execute(
                sql: """
                    INSERT INTO episode (fingerprint, labels, starts_at, opened_at, last_seen_at, notifications,
                        is_stale, alertname) VALUES ('f', '{}', 100, 110, 600, 3, 0, 'Drift')
                    """)
            #expect(try !database.tableExists("revoked_session"))
        }

        let store = try BridgeStore(path: old.path)
        let (ended, other) = (session(), session())
        #expect(try await store.isRevoked(ended) == false)
        try await store.revoke(ended, at: Self.now)
        try await store.revoke(ended, at: Self.now)
        #expect(try await store.episodes(EpisodeSearch(), ListRange()).rows.map(\.alertname) == ["Drift"])
        try store.pool.close()

        let again = try BridgeStore(path: old.path)
        #expect(try await again.isRevoked(ended))
        #expect(try await again.isRevoked(other) == false)
    }

    @Test func `they are forgotten a lifetime after their end, and not before`() async throws {
        let store = try BridgeStore(path: old.path)
        let lifetime = Double(OperatorSession.lifetime)
        let first = session()
        try await store.revoke(first, at: Self.now)
        try await store.revoke(session(after: lifetime), at: Self.now + 2 * lifetime - 1)
        #expect(try await store.isRevoked(first))
        try await store.revoke(session(after: 2 * lifetime), at: Self.now + 2 * lifetime)
        #expect(try await store.isRevoked(first) == false)
        let count = try await store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM revoked_session") }
        #expect(count == 2)
    }

    @Test(arguments: [
        "INSERT INTO revoked_session (nonce, expires_at) VALUES ('short', 1)",
        "INSERT INTO revoked_session (nonce, expires_at) VALUES ('01234567890123456789012345', 'later')",
        "INSERT INTO revoked_session (nonce) VALUES ('01234567890123456789012345')",
    ])
    func `the schema refuses what is no session`(sql: String) async throws {
        let store = try BridgeStore(path: old.path)
        await #expect(throws: DatabaseError.self) { try await store.pool.write { try $0.execute(sql: sql) } }
    }
}
