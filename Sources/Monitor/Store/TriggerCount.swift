import Foundation
import GRDB

/// How many triggers of a policy are in a state.
struct TriggerCount: BridgeRecord {
    static let databaseTableName = "trigger"

    let policy: String
    let state: TriggerState
    let count: Int
    /// When the oldest of them was decided.
    let oldest: Date
}
