import Foundation

/// An episode as the API shows it.
struct EpisodeView: Encodable {
    let id: Int64
    let state: String
    let severity: AlertSeverity
    let fingerprint: String
    let labels, annotations: [String: String]
    let startsAt, openedAt, lastSeenAt: Date
    let endsAt: Date?
    /// How long the alert fired, or has been firing; nil where nobody told of its end.
    let durationSeconds: Double?
    let notifications: Int
    let acknowledgment, falsePositive: Mark?

    /// Who said it, and when.
    struct Mark: Encodable {
        let at: Date
        let by: String

        init(_ mark: EpisodeReview.Mark) {
            at = mark.at
            by = mark.by
        }
    }

    enum CodingKeys: String, CodingKey {
        case id, state, severity, fingerprint, labels, annotations, notifications, acknowledgment
        case startsAt = "starts_at"
        case openedAt = "opened_at"
        case lastSeenAt = "last_seen_at"
        case endsAt = "ends_at"
        case durationSeconds = "duration_seconds"
        case falsePositive = "false_positive"
    }

    init(_ row: EpisodeRecord, at now: Date) {
        id = row.id ?? 0
        state = row.stateName
        severity = row.severity
        fingerprint = row.fingerprint
        labels = TextMapping.read(row.labels)
        annotations = TextMapping.read(row.annotations)
        startsAt = row.startsAt
        openedAt = row.openedAt
        lastSeenAt = row.lastSeenAt
        endsAt = row.endsAt
        durationSeconds = row.duration(at: now)
        notifications = row.notifications
        acknowledgment = row.review.acknowledgment.map(Mark.init)
        falsePositive = row.review.falsePositive.map(Mark.init)
    }
}

extension EpisodeRecord {
    /// The state in the words of the list's filter.
    var stateName: String {
        let filter: EpisodeFilter = state.isOpen ? .open : isStale ? .stale : .resolved
        return filter.rawValue
    }
}
