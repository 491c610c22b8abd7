import Foundation
import GRDB

extension BridgeStore {
    /// Deliveries, newest first.
    func deliveries(_ range: ListRange) async throws -> RowPage<DeliverySummary> {
        let rows = try await pool.read { database in
            try DeliverySummary.fetchAll(
                database,
                sql: """
                    SELECT id, received_at, source, alerts, malformed, truncated, triggered, suppressed,
                        length(body) AS bytes
                    FROM delivery WHERE id < ? ORDER BY id DESC LIMIT ?
                    """,
                arguments: [range.after ?? Self.pastEveryId, range.limit + 1])
        }
        return RowPage(rows, limit: range.limit) { $0.id }
    }

    /// A delivery with its decisions; nil if there is none with this id.
    func delivery(_ id: String) async throws -> DeliveryHistory? {
        try await pool.read { database in
            guard let delivery = try DeliveryRecord.fetchOne(database, key: id) else { return nil }
            return DeliveryHistory(delivery: delivery, decisions: try DecisionDetail.all(of: id, in: database))
        }
    }

    /// Triggers, newest first.
    func triggers(_ filter: TriggerFilter, _ range: ListRange) async throws -> RowPage<TriggerRecord> {
        let conditions = filter.conditions
        let rows = try await pool.read { database in
            let sql = (["id < ?"] + conditions.map(\.sql)).joined(separator: " AND ")
            let values = [range.after ?? Self.pastEveryId] + conditions.map(\.value)
            return try TriggerRecord.fetchAll(
                database, sql: "SELECT * FROM \"trigger\" WHERE \(sql) ORDER BY id DESC LIMIT ?",
                arguments: StatementArguments(values) + [range.limit + 1])
        }
        return RowPage(rows, limit: range.limit) { $0.id }
    }

    /// A trigger with its audit trail and evidence; nil if there is none with this id.
    func trigger(_ id: String) async throws -> TriggerHistory? {
        try await pool.read { database in
            guard let trigger = try TriggerRecord.fetchOne(database, key: id) else { return nil }
            return TriggerHistory(
                trigger: trigger,
                transitions: try TransitionRecord.fetchAll(
                    database, sql: "SELECT * FROM trigger_transition WHERE trigger_id = ? ORDER BY id",
                    arguments: [id]),
                evidence: try EpisodeRecord.fetchAll(
                    database,
                    sql: """
                        SELECT * FROM episode
                        WHERE id IN (SELECT episode_id FROM decision WHERE trigger_id = ?) ORDER BY id
                        """,
                    arguments: [id]))
        }
    }

    /// Sorts after every identifier, which has digits and lowercase letters only.
    private static let pastEveryId = "~"
}
