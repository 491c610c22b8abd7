import Logging
import ServiceLifecycle
import Synchronization

/// The one writer of deliveries: many that arrive together are stored with one commit.
///
/// While one commit waits for the disk, the next batch gathers, so a lone delivery never waits for company and a
/// storm costs one fsync for each ``batchSize`` deliveries.
final class DeliveryWriter: Service {
    /// Deliveries in one commit at most.
    static let batchSize = 256
    /// Deliveries that may wait at most; a sender above that is asked to come again.
    static let capacity = 8192

    private typealias Answer = CheckedContinuation<DeliveryOutcome, any Error>

    private struct Queue {
        var waiting: [(Delivery, Answer)] = []
        var isClosed = false
    }

    private let store: BridgeStore
    private let configurations: ConfigurationStore
    private let counters: BridgeCounters
    private let dispatch: Signal
    private let logger: Logger
    private let queue = Mutex(Queue())
    private let arrivals = Signal()
    private let writable = Mutex(true)

    init(
        store: BridgeStore, configurations: ConfigurationStore, counters: BridgeCounters, dispatch: Signal,
        logger: Logger
    ) {
        self.store = store
        self.configurations = configurations
        self.counters = counters
        self.dispatch = dispatch
        self.logger = logger
    }

    /// Whether the last commit worked.
    var isWritable: Bool { writable.withLock { $0 } }

    /// Returns when the delivery is on the disk; throws if it could not be stored.
    func store(_ delivery: Delivery) async throws -> DeliveryOutcome {
        try await withCheckedThrowingContinuation { answer in
            let refusal: IntakeError? = queue.withLock { queue in
                if queue.isClosed { return .shuttingDown }
                if queue.waiting.count >= Self.capacity { return .overloaded }
                queue.waiting.append((delivery, answer))
                return nil
            }
            if let refusal { answer.resume(throwing: refusal) } else { arrivals.wake() }
        }
    }

    /// Stores what arrives until the group shuts down, and then what still waits.
    func run() async throws {
        for await _ in arrivals.wakeUps.cancelOnGracefulShutdown() { await storeWaiting() }
        queue.withLock { $0.isClosed = true }
        await storeWaiting()
    }

    private func storeWaiting() async {
        while true {
            let batch = queue.withLock { queue in
                let batch = Array(queue.waiting.prefix(Self.batchSize))
                queue.waiting.removeFirst(batch.count)
                return batch
            }
            guard !batch.isEmpty else { return }
            await store(batch)
        }
    }

    private func store(_ batch: [(Delivery, Answer)]) async {
        do {
            let results = try await store.store(batch.map(\.0), settings: DecisionSettings(configurations.current))
            note(isWritable: true)
            for ((delivery, answer), result) in zip(batch, results) {
                count(delivery, result)
                answer.resume(with: result.map(\.outcome))
            }
            dispatch.wake()
        } catch {
            note(isWritable: false)
            logger.error(
                "Deliveries cannot be stored", metadata: ["error": "\(error)", "deliveries": "\(batch.count)"])
            for (_, answer) in batch { answer.resume(throwing: IntakeError.notStored) }
        }
    }

    private func note(isWritable: Bool) {
        writable.withLock { $0 = isWritable }
    }

    private func count(_ delivery: Delivery, _ result: BridgeStore.IntakeResult) {
        switch result {
        case .success(let intake):
            for alert in delivery.payload.alerts { counters.increase(BridgeMetric.alerts, [alert.status.rawValue]) }
            if delivery.payload.truncated > 0 { counters.increase(BridgeMetric.truncatedDeliveries) }
            counters.count(intake.decisions)
            counters.count(intake.changed, at: delivery.receivedAt)
        case .failure(let error):
            logger.error(
                "A delivery cannot be stored", metadata: ["error": "\(error)", "delivery.id": "\(delivery.id)"])
        }
    }
}
