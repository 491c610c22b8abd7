import Foundation
import GRDB

/// How many alerts of a severity began of late.
struct RecentEpisodeCount: BridgeRecord {
    static let databaseTableName = "episode"

    let severity: AlertSeverity
    let count: Int
    /// Those of them that an operator marked as false positives.
    let falsePositives: Int
}
