import Foundation
import HTTPTypes
import Hummingbird

/// Takes a stored delivery in once more, as if its sender had sent it again now.
struct DeliveryReplay: Sendable {
    let store: BridgeStore
    let writer: DeliveryWriter
    let limits: PayloadLimits
    let now: @Sendable () -> Date

    /// Stores it as a delivery of its own, whose source says whose it was and who asked for it.
    ///
    /// - Throws: ``HTTPError`` if there is no such delivery, or it cannot be stored now.
    func replay(_ id: String, by author: Operator) async throws -> DeliveryOutcome {
        guard let old = try await store.delivery(id)?.delivery else {
            throw HTTPError(.notFound, message: "no delivery \(id)")
        }
        let time = now()
        do {
            return try await writer.store(
                Delivery(
                    id: ULID(at: time), receivedAt: time, source: "replay of \(id) by \(author.actor)", body: old.body,
                    payload: try limits.decode(old.body)))
        } catch let error as IntakeError {
            throw HTTPError(.serviceUnavailable, message: "\(error)")
        }
    }
}
