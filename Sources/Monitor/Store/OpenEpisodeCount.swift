import Foundation
import GRDB

/// How many alerts of a severity fire.
struct OpenEpisodeCount: BridgeRecord {
    static let databaseTableName = "episode"

    let severity: AlertSeverity
    let count: Int
    /// Those of them that an operator has acknowledged.
    let acknowledged: Int
}
