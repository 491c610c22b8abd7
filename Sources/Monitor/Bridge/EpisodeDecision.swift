import Foundation

/// What one notification of an alert means for its episode.
///
/// It goes by state and the alert's own times, never by how often or when something arrives: repeats, the twin of a
/// second Alertmanager, replays of an old `resolved` and moved starts all arrive in practice.
enum EpisodeDecision: Sendable, Equatable {
    /// A new episode begins.
    case open(startsAt: Date)
    /// The open episode goes on; its start may have moved to an earlier time.
    case seen(startsAt: Date)
    /// The open episode is over.
    case close(endsAt: Date)
    /// A `resolved` that belongs to an earlier episode, or to none that we know.
    case staleResolved
    /// A `firing` that belongs to an episode which is over already.
    case staleFiring

    init(alert: Alert, latest: EpisodeState?, at now: Date) {
        switch alert.status {
        case .firing: self = Self.firing(startsAt: alert.startsAt ?? now, latest)
        case .resolved: self = Self.resolved(endsAt: alert.endsAt ?? now, latest)
        }
    }

    private static func firing(startsAt: Date, _ latest: EpisodeState?) -> EpisodeDecision {
        guard let latest else { return .open(startsAt: startsAt) }
        if latest.isOpen { return .seen(startsAt: min(startsAt, latest.startsAt)) }
        guard let endsAt = latest.endsAt, !latest.isStale else { return .open(startsAt: startsAt) }
        return startsAt > endsAt ? .open(startsAt: startsAt) : .staleFiring
    }

    /// A start in the future comes from an alert that was posted without one, so our own clock counts then.
    private static func resolved(endsAt: Date, _ latest: EpisodeState?) -> EpisodeDecision {
        guard let latest, latest.isOpen else { return .staleResolved }
        return endsAt >= min(latest.startsAt, latest.openedAt) ? .close(endsAt: endsAt) : .staleResolved
    }
}
