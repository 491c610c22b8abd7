import Foundation
import GRDB

/// Questions about the triggers of one policy and subject.
struct TriggerQuery {
    let database: Database
    let policy: String
    let subject: String

    private static let unfinished = "state IN ('held', 'awaiting_approval', 'queued', 'dispatching', 'running')"

    /// The id of the one unfinished trigger of the subject.
    func active() throws -> String? {
        try String.fetchOne(
            database.cachedStatement(
                sql: "SELECT id FROM \"trigger\" WHERE policy = ? AND subject = ? AND \(Self.unfinished)"),
            arguments: [policy, subject])
    }

    /// When the subject's last run ended; a trigger that never became a run does not count.
    func lastRunEnded() throws -> Date? {
        try Double.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT max(finished_at) FROM "trigger"
                    WHERE policy = ? AND subject = ? AND state <> 'dead' AND run_id IS NOT NULL
                    """),
            arguments: [policy, subject]
        ).map { Date(timeIntervalSince1970: $0) }
    }

    /// Whether an episode led to a trigger of the policy before, or was added to one.
    func isHandled(_ episode: EpisodeRecord) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM decision
                        WHERE episode_id = ? AND policy = ? AND trigger_id IS NOT NULL)
                    """),
            arguments: [episode.id, policy]) ?? false
    }

    /// Triggers that have not been started and whose alerts are all over, this episode's among them.
    static func unstarted(behind episode: EpisodeRecord, in database: Database) throws -> [TriggerRecord] {
        try TriggerRecord.fetchAll(
            database,
            sql: """
                SELECT * FROM "trigger" WHERE state IN ('held', 'awaiting_approval', 'queued')
                    AND id IN (SELECT trigger_id FROM decision WHERE episode_id = ? AND trigger_id IS NOT NULL)
                    AND NOT EXISTS (SELECT 1 FROM decision JOIN episode ON episode.id = decision.episode_id
                        WHERE decision.trigger_id = "trigger".id AND ends_at IS NULL AND is_stale = 0)
                """,
            arguments: [episode.id])
    }
}
