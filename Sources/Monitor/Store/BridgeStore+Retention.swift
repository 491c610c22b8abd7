import Foundation
import GRDB

extension BridgeStore {
    /// What one step of deleting came to.
    struct Deletion: Sendable, Equatable {
        /// Deliveries that are gone.
        let deliveries: Int
        /// Where the next step goes on; nil if there is nothing left to look at.
        let next: String?
    }

    /// Deletes the oldest deliveries, body and decisions, but for what led to a trigger or may still do so.
    ///
    /// A step is short, so that deliveries that come in meanwhile need not wait for it.
    ///
    /// - Parameters:
    ///   - moment: Those received later are kept.
    ///   - last: The last delivery that was looked at.
    func deleteDeliveries(before moment: Date, after last: String = "", limit: Int = 5) async throws -> Deletion {
        // Identifiers begin with the time, so the first ten characters of one sort before all of that moment.
        let end = String(ULID(at: moment).description.prefix(10))
        let ids = try await pool.read { database in
            try String.fetchAll(database, sql: Self.old, arguments: [last, end, limit])
        }
        let deleted =
            ids.isEmpty
            ? 0
            : try await pool.write { database in
                try ids.reduce(0) { deleted, id in
                    try database.cachedStatement(sql: Self.deleteDecisions).execute(arguments: [id])
                    try database.cachedStatement(sql: Self.deleteDelivery).execute(arguments: [id, id])
                    return deleted + database.changesCount
                }
            }
        return Deletion(deliveries: deleted, next: ids.count < limit ? nil : ids.last)
    }

    /// Those of which anything can go. The newest stays in any case: it tells when the last one came.
    private static let old = """
        SELECT id FROM delivery WHERE id > ? AND id < ? AND id < (SELECT max(id) FROM delivery)
            AND (NOT EXISTS (SELECT 1 FROM decision WHERE delivery_id = delivery.id)
                OR EXISTS (SELECT 1 FROM decision WHERE delivery_id = delivery.id AND \(isUseless)))
            ORDER BY id LIMIT ?
        """

    /// Of decisions for a trigger the first of each alert is its evidence. While an alert fires, one decision must
    /// tell for which subject. The plus keeps SQLite from reading all decisions for the trigger.
    private static let isUseless = """
        reconsider_at IS NULL AND CASE WHEN trigger_id IS NULL
            THEN policy IS NULL
                OR NOT EXISTS (SELECT 1 FROM episode
                    WHERE episode.id = decision.episode_id AND ends_at IS NULL AND is_stale = 0)
                OR EXISTS (SELECT 1 FROM decision AS other WHERE other.policy = decision.policy
                    AND other.subject = decision.subject AND other.episode_id = decision.episode_id
                    AND (other.id > decision.id OR other.trigger_id IS NOT NULL))
            ELSE EXISTS (SELECT 1 FROM decision AS first WHERE first.episode_id = decision.episode_id
                AND first.policy = decision.policy AND first.trigger_id IS NOT NULL
                AND +first.trigger_id = decision.trigger_id
                AND first.id < decision.id)
            END
        """

    private static let deleteDecisions = "DELETE FROM decision WHERE delivery_id = ? AND \(isUseless)"

    private static let deleteDelivery = """
        DELETE FROM delivery WHERE id = ? AND NOT EXISTS (SELECT 1 FROM decision WHERE delivery_id = ?)
        """
}
