import Foundation

/// A silence in the words of Alertmanager's API.
struct Silence: Sendable, Equatable, Codable {
    struct Matcher: Sendable, Equatable, Codable {
        let name: String
        let value: String
        var isRegex = false
        var isEqual: Bool? = true
    }

    struct Status: Sendable, Equatable, Codable {
        /// `pending`, `active` or `expired`.
        let state: String
    }

    /// Nil for one that is to be made.
    var id: String?
    let matchers: [Matcher]
    let startsAt: String
    var endsAt: String
    let createdBy: String
    let comment: String
    /// Only Alertmanager tells it.
    var status: Status?

    /// Whether it is in force, or will be.
    var isOpen: Bool { status?.state != "expired" }

    /// The end; nil if it cannot be read.
    var end: Date? { Timestamp.parse(endsAt) }
}

extension Silence {
    /// A silence for exactly this alert.
    init(_ alert: SilencedAlert, from start: Date, to end: Date) {
        matchers = alert.labels.sorted { $0.key < $1.key }.map { Matcher(name: $0.key, value: $0.value) }
        startsAt = Timestamp.text(start)
        endsAt = Timestamp.text(end)
        createdBy = "modelwatch"
        comment = alert.comment
    }
}
