import Foundation
import GRDB

extension BridgeStore {
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
