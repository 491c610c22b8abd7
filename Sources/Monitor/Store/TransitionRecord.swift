import Foundation
import GRDB

/// A row of `trigger_transition`, the audit trail; rows are never changed.
struct TransitionRecord: BridgeRecord {
    static let databaseTableName = "trigger_transition"

    var id: Int64?
    let triggerId: String
    let at: Date
    let fromState: TriggerState?
    let toState: TriggerState
    /// Who caused it: `decision`, `dispatch`, `poll` or a person.
    let actor: String
    let reason: String
    /// What it was decided on, as a JSON object.
    var evidence = "{}"
    /// The hash of this line and of the one before it; see ``AuditTrail``.
    var hash = ""
}
