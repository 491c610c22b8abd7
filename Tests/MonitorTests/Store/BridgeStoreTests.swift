import Foundation
import GRDB
import Testing
import TestSupport

@testable import Monitor

struct BridgeStoreTests {
    private let folder: TemporaryFolder
    private let store: BridgeStore

    init() throws {
        folder = try TemporaryFolder()
        store = try BridgeStore(path: folder.path("bridge.sqlite"))
    }

    @Test func `a commit waits for the disk`() async throws {
        let settings = try await store.pool.writeWithoutTransaction { database in
            try ["synchronous", "journal_mode"].map { name in
                try String.fetchOne(database, sql: "PRAGMA \(name)") ?? ""
            }
        }
        #expect(settings == ["2", "wal"])
    }

    @Test func `opening a file again changes nothing`() async throws {
        _ = try await trigger()
        let again = try BridgeStore(path: folder.path("bridge.sqlite"))
        #expect(try await again.triggers().count == 1)
    }

    @Test func `a subject has one unfinished trigger`() async throws {
        _ = try await trigger()
        await #expect(throws: DatabaseError.self) { try await trigger() }
    }

    @Test func `a fingerprint has one open episode`() async throws {
        let insert = """
            INSERT INTO episode (fingerprint, labels, starts_at, opened_at, last_seen_at, notifications, is_stale)
            VALUES ('f', '{}', 1, 1, 1, 1, 0)
            """
        try await store.pool.write { try $0.execute(sql: insert) }
        await #expect(throws: DatabaseError.self) { try await store.pool.write { try $0.execute(sql: insert) } }
        try await store.pool.write { try $0.execute(sql: "UPDATE episode SET ends_at = 2") }
        try await store.pool.write { try $0.execute(sql: insert) }
    }

    @Test(
        arguments: [
            "UPDATE trigger_transition SET reason = ''", "DELETE FROM trigger_transition",
            "UPDATE \"trigger\" SET state = 'running'", "UPDATE \"trigger\" SET state = 'succeeded'",
            "UPDATE \"trigger\" SET state = 'odd'", "UPDATE \"trigger\" SET state = 'dead', may_have_started = 1",
            "UPDATE \"trigger\" SET attempt = 2",
        ])
    func `the schema refuses what must not be`(sql: String) async throws {
        _ = try await trigger()
        await #expect(throws: DatabaseError.self) { try await store.pool.write { try $0.execute(sql: sql) } }
    }

    @Test func `the storage can be probed again and again`() async throws {
        try await store.probe(at: Date())
        try await store.probe(at: Date())
    }

    /// Inserts a queued trigger as the intake does.
    private func trigger() async throws -> TriggerRecord {
        let text = "policies: [{name: p, match: [a=b], mode: auto, engine: {command: {argv: [/bin/true]}}}]"
        let policy = try #require(try Configuration(text: text).policies.first)
        let alert = Alert(
            status: .firing, labels: ["a": "b"], annotations: [:], startsAt: nil, endsAt: nil, generatorURL: "",
            fingerprint: "f")
        let id = ULID(at: Date())
        let key = TriggerRecord.key(id: id, attempt: 1)
        let record = TriggerRecord(
            id: id.description, policy: "p", subject: "s", engine: "command",
            progress: TriggerProgress(state: .queued, reason: ""),
            request: .init(key: key, policy: policy, subject: "s", alert: alert, startsAt: Date()), cost: 1,
            createdAt: Date())
        try await store.pool.write { database in
            try record.insert(database)
            let line = TransitionRecord(
                triggerId: record.id, at: Date(), fromState: nil, toState: .queued, actor: "test", reason: "")
            try AuditTrail.append(line, in: database)
        }
        return record
    }
}
