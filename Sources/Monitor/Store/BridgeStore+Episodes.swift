import Foundation
import GRDB

extension BridgeStore {
    /// Episodes, newest first.
    func episodes(_ search: EpisodeSearch, _ range: ListRange) async throws -> RowPage<EpisodeRecord> {
        let conditions = search.conditions
        let sql = (["id < ?"] + conditions.map(\.sql)).joined(separator: " AND ")
        let start: StatementArguments = [range.after.flatMap { Int64($0) } ?? Int64.max]
        let values = conditions.reduce(start) { $0 + $1.values } + [range.limit + 1]
        let rows = try await pool.read { database in
            try EpisodeRecord.fetchAll(
                database, sql: "SELECT * FROM \(search.source) WHERE \(sql) ORDER BY id DESC LIMIT ?",
                arguments: values)
        }
        return RowPage(rows, limit: range.limit) { "\($0.id ?? 0)" }
    }

    /// An episode with its audit trail and triggers; nil if there is none with this id.
    func episode(_ id: Int64) async throws -> EpisodeDetail? {
        try await pool.read { database in
            guard let episode = try EpisodeRecord.fetchOne(database, key: id) else { return nil }
            return EpisodeDetail(
                episode: episode,
                events: try EpisodeEventRecord.fetchAll(
                    database, sql: "SELECT * FROM episode_event WHERE episode_id = ? ORDER BY id", arguments: [id]),
                triggers: try TriggerRecord.fetchAll(
                    database,
                    sql: """
                        SELECT * FROM "trigger" WHERE id IN
                            (SELECT trigger_id FROM decision WHERE episode_id = ? AND trigger_id IS NOT NULL)
                        ORDER BY id
                        """,
                    arguments: [id]))
        }
    }

    /// Stores what an operator says of an episode; nil if it means nothing there, or there is no such episode.
    ///
    /// What was said before is not noted again.
    func apply(
        _ action: EpisodeAction, to id: Int64, by actor: String, reason: String, at now: Date
    ) async throws -> EpisodeRecord? {
        try await pool.write { database in
            guard var episode = try EpisodeRecord.fetchOne(database, key: id),
                let review = episode.review.applying(action, by: actor, at: now, isOpen: episode.state.isOpen)
            else { return nil }
            guard review != episode.review else { return episode }
            episode.review = review
            try episode.update(database)
            try EpisodeEventRecord(id: nil, episodeId: id, at: now, action: action, actor: actor, reason: reason)
                .insert(database)
            return episode
        }
    }
}
