import Foundation

/// Decides what must change so that exactly the alerts are silenced whose retrainings are at work.
struct SilencePlan: Sendable, Equatable {
    /// How long a silence goes on by itself: so long it may outlive a bridge that dies.
    static let lifetime: TimeInterval = 600

    /// To be made, or to be made longer where they have an id.
    private(set) var posted: [Silence] = []
    /// The ids of those that end now.
    private(set) var ended: [String] = []

    /// - Parameters:
    ///   - wanted: The alerts to be silenced.
    ///   - present: All silences that Alertmanager has.
    ///   - known: Our triggers among those that the silences name; silences of others are left alone.
    init(wanted: [SilencedAlert], present: [Silence], known: Set<String>, at now: Date) {
        let open = present.filter { $0.isOpen && ($0.end ?? .distantPast) > now }
        let byComment = Dictionary(open.map { ($0.comment, $0) }) { first, _ in first }
        let end = now + Self.lifetime
        for alert in wanted {
            guard var silence = byComment[alert.comment] else {
                posted.append(Silence(alert, from: now, to: end))
                continue
            }
            guard let present = silence.end, present < now + Self.lifetime / 2 else { continue }
            silence.endsAt = Timestamp.text(end)
            silence.status = nil
            posted.append(silence)
        }
        let comments = Set(wanted.map(\.comment))
        ended = open.compactMap { silence in
            guard let trigger = SilencedAlert.trigger(in: silence.comment), known.contains(trigger) else { return nil }
            return comments.contains(silence.comment) ? nil : silence.id
        }
    }
}
