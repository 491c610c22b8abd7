import Foundation
import GRDB

/// Questions about the triggers behind an episode.
enum TriggerQuery {
    /// Triggers that are not over and whose alerts all are, this episode's among them.
    static func unfinished(behind episode: EpisodeRecord, in database: Database) throws -> [TriggerRecord] {
        try TriggerRecord.fetchAll(
            database,
            sql: """
                SELECT * FROM "trigger" WHERE finished_at IS NULL
                    AND id IN (SELECT trigger_id FROM decision WHERE episode_id = ? AND trigger_id IS NOT NULL)
                    AND NOT EXISTS (SELECT 1 FROM decision JOIN episode ON episode.id = decision.episode_id
                        WHERE decision.trigger_id = "trigger".id AND ends_at IS NULL AND is_stale = 0)
                """,
            arguments: [episode.id])
    }
}
