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
    /// The labels `alertname` and `model`; empty where there is none.
    let alertname: String
    let model: String
    let severity: AlertSeverity
    private var acknowledgedAt: Date?
    private var acknowledgedBy: String?
    private var falsePositiveAt: Date?
    private var falsePositiveBy: String?

    /// An episode that begins.
    init(_ alert: Alert, startsAt: Date, openedAt: Date) {
        fingerprint = alert.fingerprint
        labels = Evidence.json(alert.labels)
        annotations = Evidence.json(alert.annotations)
        generatorUrl = alert.generatorURL
        self.startsAt = startsAt
        self.openedAt = openedAt
        lastSeenAt = openedAt
        notifications = 1
        isStale = false
        // SQLite would end the text at a NUL, and two names would become one.
        (alertname, model) = (Self.text(alert.labels["alertname"]), Self.text(alert.labels["model"]))
        severity = AlertSeverity(label: alert.labels["severity"])
    }

    /// What operators said of it.
    var review: EpisodeReview {
        get {
            EpisodeReview(
                acknowledgment: .init(at: acknowledgedAt, by: acknowledgedBy),
                falsePositive: .init(at: falsePositiveAt, by: falsePositiveBy))
        }
        set {
            (acknowledgedAt, acknowledgedBy) = (newValue.acknowledgment?.at, newValue.acknowledgment?.by)
            (falsePositiveAt, falsePositiveBy) = (newValue.falsePositive?.at, newValue.falsePositive?.by)
        }
    }

    /// How long the alert fired, or has been firing; nil where nobody told of its end.
    func duration(at now: Date) -> TimeInterval? {
        guard let end = endsAt ?? (isStale ? nil : now) else { return nil }
        return max(0, end.timeIntervalSince(min(startsAt, openedAt)))
    }

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

    private static func text(_ label: String?) -> String {
        (label ?? "").replacing("\0", with: "\u{FFFD}")
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
