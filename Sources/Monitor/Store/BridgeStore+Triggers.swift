import Foundation
import GRDB

extension BridgeStore {
    /// Triggers in one of the states that a worker should look at now, oldest first.
    func due(_ states: [TriggerState], at now: Date, limit: Int = 100) async throws -> [TriggerRecord] {
        try await pool.read { database in
            let marks = databaseQuestionMarks(count: states.count)
            return try TriggerRecord.fetchAll(
                database,
                sql: "SELECT * FROM \"trigger\" WHERE due_at <= ? AND state IN (\(marks)) ORDER BY due_at LIMIT ?",
                arguments: StatementArguments([now.timeIntervalSince1970])
                    + StatementArguments(states.map(\.rawValue)) + [limit])
        }
    }

    /// Applies an event to the stored state of a trigger and commits; nil if the event means nothing there.
    func apply(
        _ event: TriggerEvent, to id: String, by machine: TriggerStateMachine, actor: String,
        evidence: [String: String] = [:], at now: Date
    ) async throws -> TriggerRecord? {
        let jitter = Double.random(in: 0...1)
        return try await pool.write { database in
            guard var trigger = try TriggerRecord.fetchOne(database, key: id),
                let next = machine.change(of: trigger.progress, on: event, at: now, jitter: jitter)
            else { return nil }
            try trigger.advance(to: next, actor: actor, at: now, evidence: evidence, in: database)
            return trigger
        }
    }

    /// Whether an alert forbids a retraining that was decided before it fired, and that is held.
    func isBlocked(_ trigger: TriggerRecord, by policy: PolicyConfiguration?) async throws -> Bool {
        guard let policy, trigger.state == .held else { return false }
        return try await pool.read { database in
            let blocks = BlockingAlerts(in: database)
            return try EpisodeRecord.fetchAll(
                database,
                sql: """
                    SELECT * FROM episode WHERE id IN (SELECT episode_id FROM decision WHERE trigger_id = ?)
                        AND ends_at IS NULL AND is_stale = 0
                    """,
                arguments: [trigger.id]
            ).contains { try blocks.blocking($0, for: policy) != nil }
        }
    }

    /// How many runs the engines have, or may have, for each policy.
    func runs() async throws -> [String: Int] {
        try await pool.read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT policy, count(*) AS count FROM "trigger"
                    WHERE state IN ('dispatching', 'running', 'unknown') GROUP BY policy
                    """)
            return Dictionary(rows.map { ($0["policy"], $0["count"]) }) { first, _ in first }
        }
    }

    /// Closes episodes of which nothing was heard since a moment; tells how many.
    func closeStaleEpisodes(notSeenSince moment: Date) async throws -> Int {
        try await pool.write { database in
            try database.execute(
                sql: "UPDATE episode SET is_stale = 1 WHERE ends_at IS NULL AND is_stale = 0 AND last_seen_at < ?",
                arguments: [moment.timeIntervalSince1970])
            return database.changesCount
        }
    }
}
