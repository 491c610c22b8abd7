import Foundation
import GRDB

/// A delivery without its body.
struct DeliverySummary: BridgeRecord {
    static let databaseTableName = "delivery"

    let id: String
    let receivedAt: Date
    let source: String
    let alerts: Int
    let malformed: Int
    let truncated: Int
    let triggered: Int
    let suppressed: Int
    /// The size of the body.
    let bytes: Int
}
