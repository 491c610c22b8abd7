import Foundation
import Hummingbird

/// `/api/v1/rejected-deliveries`: bodies that could not be read, as JSON.
struct RejectedDeliveryAPIController: Sendable {
    let rejected: RejectedBodies

    var endpoints: RouteCollection<BasicRequestContext> {
        RouteCollection().read { _, _ in
            try Response(json: List(rejected: try await rejected.all().map(Rejected.init)))
        }
    }

    private struct List: Encodable {
        let rejected: [Rejected]
    }

    private struct Rejected: Encodable {
        let id: String
        let receivedAt: Date
        let sender: String
        let status: Int
        let reason: String
        let bytes: Int
        /// At most its first 16 KiB.
        let body: String

        enum CodingKeys: String, CodingKey {
            case id, sender, status, reason, bytes, body
            case receivedAt = "received_at"
        }

        init(_ row: RejectedDelivery) {
            id = row.id
            receivedAt = row.receivedAt
            sender = row.sender
            status = row.status
            reason = row.reason
            bytes = row.bytes
            body = String(decoding: row.body, as: UTF8.self)
        }
    }
}
