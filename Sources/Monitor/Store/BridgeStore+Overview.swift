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
                open: try OpenEpisodeCount.fetchAll(
                    database,
                    sql: """
                        SELECT severity, count(*) AS count, count(acknowledged_at) AS acknowledged FROM episode
                        WHERE \(EpisodeFilter.open.condition) GROUP BY severity
                        """),
                deliveries: try Int.fetchOne(database, sql: "SELECT count(*) FROM delivery") ?? 0,
                lastDelivery: try Double.fetchOne(database, sql: "SELECT max(received_at) FROM delivery")
                    .map { Date(timeIntervalSince1970: $0) })
        }
    }
}
