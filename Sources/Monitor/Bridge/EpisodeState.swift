import Foundation

/// What is known of the latest episode of a fingerprint.
struct EpisodeState: Sendable, Equatable {
    /// The earliest start that any notification told.
    var startsAt: Date
    /// When we opened it.
    var openedAt: Date
    /// When the alert ended; nil while the episode is open.
    var endsAt: Date?
    /// Whether it was closed because nothing was heard of it, and not by a resolved notification.
    var isStale = false

    var isOpen: Bool { endsAt == nil && !isStale }
}
