import Foundation
import GRDB

/// A row of `delivery`.
struct DeliveryRecord: BridgeRecord {
    static let databaseTableName = "delivery"

    let id: String
    let receivedAt: Date
    let source: String
    let body: Data
    let alerts: Int
    let malformed: Int
    let truncated: Int
    var triggered: Int
    var suppressed: Int
}
