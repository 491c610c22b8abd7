import Foundation

/// An episode as the API shows it.
struct EpisodeView: Encodable {
    let id: Int64
    let state: String
    let fingerprint: String
    let labels: [String: String]
    let startsAt, openedAt, lastSeenAt: Date
    let endsAt: Date?
    let notifications: Int

    enum CodingKeys: String, CodingKey {
        case id, state, fingerprint, labels, notifications
        case startsAt = "starts_at"
        case openedAt = "opened_at"
        case lastSeenAt = "last_seen_at"
        case endsAt = "ends_at"
    }

    init(_ row: EpisodeRecord) {
        id = row.id ?? 0
        state = row.stateName
        fingerprint = row.fingerprint
        labels = TextMapping.read(row.labels)
        startsAt = row.startsAt
        openedAt = row.openedAt
        lastSeenAt = row.lastSeenAt
        endsAt = row.endsAt
        notifications = row.notifications
    }
}

extension EpisodeRecord {
    /// The state in the words of the list's filter.
    var stateName: String {
        let filter: EpisodeFilter = state.isOpen ? .open : isStale ? .stale : .resolved
        return filter.rawValue
    }
}
