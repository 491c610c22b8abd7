import Foundation
import GRDB

/// A row of `rejected_delivery`: the beginning of a body that could not be read.
struct RejectedDelivery: BridgeRecord {
    static let databaseTableName = "rejected_delivery"
    /// As much of a body as is kept; what is wrong with it is mostly at its beginning.
    static let bodyLimit = 16 << 10

    let id: String
    let receivedAt: Date
    /// The other end of the connection.
    let sender: String
    /// How it was answered, and why.
    let status: Int
    let reason: String
    /// The size of the whole body, as far as it is known.
    let bytes: Int
    let body: Data
}
