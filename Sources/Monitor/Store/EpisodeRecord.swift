import Foundation
import GRDB

/// A row of `episode`: one alert from firing to resolved.
struct EpisodeRecord: BridgeRecord {
    static let databaseTableName = "episode"

    var id: Int64?
    let fingerprint: String
    /// The labels as a JSON object.
    let labels: String
    var startsAt: Date
    let openedAt: Date
    var lastSeenAt: Date
    var notifications: Int
    var endsAt: Date?
    var isStale: Bool

    /// The part that decisions need.
    var state: EpisodeState {
        .init(startsAt: startsAt, openedAt: openedAt, endsAt: endsAt, isStale: isStale)
    }

    /// The newest episode of a fingerprint.
    static func latest(_ fingerprint: String, in database: Database) throws -> EpisodeRecord? {
        try fetchOne(
            database.cachedStatement(
                sql: "SELECT * FROM episode WHERE fingerprint = ? ORDER BY id DESC LIMIT 1"),
            arguments: [fingerprint])
    }
}
