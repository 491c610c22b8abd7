import Foundation
import GRDB

/// A row of `episode`: one alert from firing to resolved.
struct EpisodeRecord: BridgeRecord {
    static let databaseTableName = "episode"

    var id: Int64?
    let fingerprint: String
    /// The labels as a JSON object.
    let labels: String
    /// The annotations of the newest notification as a JSON object.
    var annotations: String
    var generatorUrl: String
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

    /// The alert as it was last told of.
    var alert: Alert {
        Alert(
            status: state.isOpen ? .firing : .resolved, labels: Self.texts(labels),
            annotations: Self.texts(annotations),
            startsAt: startsAt, endsAt: endsAt, generatorURL: generatorUrl, fingerprint: fingerprint)
    }

    private static func texts(_ json: String) -> [String: String] {
        (try? JSONDecoder().decode([String: String].self, from: Data(json.utf8))) ?? [:]
    }

    /// The newest episode of a fingerprint.
    static func latest(_ fingerprint: String, in database: Database) throws -> EpisodeRecord? {
        try fetchOne(
            database.cachedStatement(
                sql: "SELECT * FROM episode WHERE fingerprint = ? ORDER BY id DESC LIMIT 1"),
            arguments: [fingerprint])
    }
}
