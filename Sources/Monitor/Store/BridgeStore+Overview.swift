import Foundation
import GRDB

extension BridgeStore {
    /// The newest triggers.
    func triggers(limit: Int = 200) async throws -> [TriggerRecord] {
        try await pool.read { database in
            try TriggerRecord.fetchAll(
                database, sql: "SELECT * FROM \"trigger\" ORDER BY created_at DESC, id DESC LIMIT ?",
                arguments: [limit])
        }
    }

    /// The audit trail of a trigger; nil if there is no such trigger.
    func transitions(of id: String) async throws -> [TransitionRecord]? {
        try await pool.read { database in
            guard try TriggerRecord.exists(database, key: id) else { return nil }
            return try TransitionRecord.fetchAll(
                database, sql: "SELECT * FROM trigger_transition WHERE trigger_id = ? ORDER BY id", arguments: [id])
        }
    }

    /// Counts for the metrics page and the landing page, all of one moment.
    func overview() async throws -> BridgeOverview {
        try await pool.read { database in
            BridgeOverview(
                triggers: try TriggerCount.fetchAll(
                    database,
                    sql: """
                        SELECT policy, state, count(*) AS count, min(created_at) AS oldest FROM "trigger"
                        GROUP BY policy, state
                        """),
                openEpisodes: try Int.fetchOne(
                    database, sql: "SELECT count(*) FROM episode WHERE ends_at IS NULL AND is_stale = 0") ?? 0,
                deliveries: try Int.fetchOne(database, sql: "SELECT count(*) FROM delivery") ?? 0,
                lastDelivery: try Double.fetchOne(database, sql: "SELECT max(received_at) FROM delivery")
                    .map { Date(timeIntervalSince1970: $0) })
        }
    }
}
