import Foundation
import Logging
import ServiceLifecycle

/// Deletes deliveries that are older than `bridge.delivery_retention`, and refused bodies beyond `bridge.keep_rejected`.
struct RetentionService: Service {
    let store: BridgeStore
    let configurations: ConfigurationStore
    let logger: Logger
    let now: @Sendable () -> Date

    func run() async throws {
        await Ticker.run(every: .seconds(600)) { await deleteOld() }
    }

    /// Deletes what is old now.
    func deleteOld() async {
        let bridge = configurations.current.bridge
        let retention = bridge.deliveryRetention
        var (deleted, next) = (0, retention > .zero ? "" : nil as String?)
        do {
            try await store.forgetRejections(beyond: bridge.keepRejected)
            while let last = next, !Task.isCancelled {
                let step = try await store.deleteDeliveries(before: now() - retention.seconds, after: last)
                deleted += step.deliveries
                next = step.next
                // Others write between two steps.
                try await Task.sleep(for: .milliseconds(10))
            }
        } catch is CancellationError {
            // The rest is deleted after the next start.
        } catch {
            logger.error("Old deliveries cannot be deleted", metadata: ["error": "\(error)"])
        }
        if deleted > 0 { logger.info("Old deliveries deleted", metadata: ["deliveries": "\(deleted)"]) }
    }
}
