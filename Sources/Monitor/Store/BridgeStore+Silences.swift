import Foundation
import GRDB

extension BridgeStore {
    /// Alerts of one trigger that are silenced at most: a storm must not become one of silences.
    private static let silencesOfTrigger = 100

    /// The alerts behind the triggers in these states that are not over, as far as we know.
    func alerts(behind states: [TriggerState]) async throws -> [SilencedAlert] {
        let alerts = try await pool.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT "trigger".id, "trigger".policy, episode.fingerprint, episode.labels
                    FROM "trigger" JOIN decision ON decision.trigger_id = "trigger".id
                        JOIN episode ON episode.id = decision.episode_id
                    WHERE "trigger".state IN (\(databaseQuestionMarks(count: states.count)))
                        AND episode.ends_at IS NULL AND episode.is_stale = 0
                    ORDER BY "trigger".id, episode.fingerprint
                    """,
                arguments: StatementArguments(states.map(\.rawValue))
            ).map(Self.silencedAlert)
        }
        var counts: [String: Int] = [:]
        return alerts.filter { alert in
            counts[alert.trigger, default: 0] += 1
            return counts[alert.trigger, default: 0] <= Self.silencesOfTrigger
        }
    }

    private static func silencedAlert(_ row: Row) throws -> SilencedAlert {
        let labels: String = row["labels"]
        return SilencedAlert(
            trigger: row["id"], policy: row["policy"], fingerprint: row["fingerprint"],
            labels: try JSONDecoder().decode([String: String].self, from: Data(labels.utf8)))
    }

    /// Those of the ids that are triggers of this bridge.
    func triggers(among ids: Set<String>) async throws -> Set<String> {
        try await pool.read { database in
            try String.fetchSet(
                database,
                sql: "SELECT id FROM \"trigger\" WHERE id IN (\(databaseQuestionMarks(count: ids.count)))",
                arguments: StatementArguments(ids.sorted()))
        }
    }
}
