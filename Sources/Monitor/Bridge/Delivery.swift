import Foundation

/// One webhook POST as it is stored before it is answered.
struct Delivery: Sendable {
    let id: ULID
    let receivedAt: Date
    /// The sender as it named itself.
    let source: String
    /// The body, byte by byte.
    let body: Data
    let payload: WebhookPayload
}
