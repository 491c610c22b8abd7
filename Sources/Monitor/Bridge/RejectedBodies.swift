import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Transfers

/// The last bodies of known senders that could not be read; headers are not kept, as credentials stand there.
struct RejectedBodies: Sendable {
    private let store: BridgeStore
    private let configurations: ConfigurationStore
    private let logger: Logger
    private let now: @Sendable () -> Date

    init(
        store: BridgeStore, configurations: ConfigurationStore, logger: Logger, now: @escaping @Sendable () -> Date
    ) {
        self.store = store
        self.configurations = configurations
        self.logger = logger
        self.now = now
    }

    /// How many are kept; 0 for none.
    var limit: Int { configurations.current.bridge.keepRejected }

    /// Those that are kept, newest first.
    func all() async throws -> [RejectedDelivery] { try await store.rejections(atMost: limit) }

    /// Keeps the beginning of a body, if any are kept.
    ///
    /// - Parameter body: What was read of it.
    func keep(_ body: Data, of request: Request, for error: PayloadError) async {
        guard limit > 0 else { return }
        let time = now()
        let announced = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        let rejected = RejectedDelivery(
            id: ULID(at: time).description, receivedAt: time,
            sender: RequestPeer.address?.unmapped.description ?? "", status: error.status.code, reason: "\(error)",
            bytes: max(body.count, announced), body: body.prefix(RejectedDelivery.bodyLimit))
        do {
            try await store.keep(rejected, atMost: limit)
        } catch {
            logger.error("A rejected body cannot be kept", metadata: ["error": "\(error)"])
        }
    }
}
