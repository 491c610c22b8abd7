import Foundation
import GRDB

/// A row of `episode_event`, the audit trail of what operators say of alerts; rows are never changed.
struct EpisodeEventRecord: BridgeRecord {
    static let databaseTableName = "episode_event"

    var id: Int64?
    let episodeId: Int64
    let at: Date
    let action: EpisodeAction
    let actor: String
    let reason: String
}
