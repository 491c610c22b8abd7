import Foundation

/// A line of the audit trail of an alert as the API shows it.
struct EpisodeEventView: Encodable {
    let at: Date
    let action: EpisodeAction
    let actor, reason: String

    init(_ row: EpisodeEventRecord) {
        at = row.at
        action = row.action
        actor = row.actor
        reason = row.reason
    }
}
