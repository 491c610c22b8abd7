import Foundation

/// A line of the audit trail as the API shows it.
struct TransitionView: Encodable {
    let at: Date
    let from: TriggerState?
    let to: TriggerState
    let actor, reason: String
    /// What a decision was made on.
    let inputs: [String: String]

    init(_ row: TransitionRecord) {
        at = row.at
        from = row.fromState
        to = row.toState
        actor = row.actor
        reason = row.reason
        inputs = TextMapping.read(row.evidence)
    }
}
