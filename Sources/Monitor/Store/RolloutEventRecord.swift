import Foundation
import GRDB

/// A row of `rollout_event`, the audit trail of rollouts; rows are never changed.
struct RolloutEventRecord: BridgeRecord {
    static let databaseTableName = "rollout_event"

    var id: Int64?
    let rolloutId: String
    let at: Date
    /// Who caused it: `rollout`, or a person.
    let actor: String
    /// The share of the candidate from then on.
    let percentage: Int
    let state: RolloutState
    let reason: String
}
