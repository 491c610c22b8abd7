import Foundation
import GRDB

/// A row of `decision`: what one alert of one delivery led to for one policy.
struct DecisionRecord: BridgeRecord {
    static let databaseTableName = "decision"

    var id: Int64?
    let deliveryId: String
    let episodeId: Int64?
    let fingerprint: String
    let policy: String?
    let triggerId: String?
    let suppression: String?
    /// The subject of the policy for the alert; nil where no policy matched.
    let subject: String?
    let at: Date
    /// When it is decided anew if the alert fires still; nil if never.
    let reconsiderAt: Date?
    /// What stood against a trigger, with figures; nil where the reason says it all.
    var detail: String?
}
