import Foundation
import GRDB

extension BridgeStore {
    /// Decides anew for alerts that fire still and against which only time stood; tells what changed.
    ///
    /// Alertmanager repeats an alert after hours, which would be the next occasion otherwise.
    func reconsider(_ settings: DecisionSettings, at now: Date, limit: Int = 500) async throws -> [PolicyDecider
        .Outcome]
    {
        try await pool.write { database in
            let decider = PolicyDecider(settings, in: database, at: now)
            return try Self.due(at: now, limit: limit, in: database).compactMap { decision in
                guard let episode = try EpisodeRecord.fetchOne(database, key: decision.episodeId) else { return nil }
                return try decider.reconsider(decision, episode)
            }
        }
    }

    private static func due(at now: Date, limit: Int, in database: Database) throws -> [DecisionRecord] {
        try DecisionRecord.fetchAll(
            database,
            sql: """
                SELECT decision.* FROM decision JOIN episode ON episode.id = episode_id
                WHERE reconsider_at <= ? AND ends_at IS NULL AND is_stale = 0 ORDER BY reconsider_at LIMIT ?
                """,
            arguments: [now.timeIntervalSince1970, limit])
    }
}
