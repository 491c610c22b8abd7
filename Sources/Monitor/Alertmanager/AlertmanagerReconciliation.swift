import Foundation
import Logging
import ServiceLifecycle
import Synchronization

/// Fetches the alerts that are active and hands them to the bridge as a delivery, for those that it was not told of.
///
/// Only presence counts: that an alert is absent never means that it is over.
struct AlertmanagerReconciliation: Service {
    /// The sender of such deliveries.
    static let source = "reconciliation"
    /// Alerts in one delivery.
    private static let batchSize = 500

    let configurations: ConfigurationStore
    let client: HTTPClient
    let writer: DeliveryWriter
    let counters: BridgeCounters
    let logger: Logger
    let now: @Sendable () -> Date

    func run() async throws {
        let schedule = Mutex(ReconciliationSchedule())
        // Every second, since a reload may change what is due.
        await Ticker.run(every: .seconds(1)) {
            let configuration = configurations.current.alertmanager
            guard let configuration, schedule.withLock({ $0.isDue(configuration, at: now()) }) else { return }
            let isSuccess = await reconcile(configuration)
            schedule.withLock { $0.note(success: isSuccess, at: now()) }
        }
    }

    private func reconcile(_ configuration: AlertmanagerConfiguration) async -> Bool {
        do {
            let alerts = try await AlertmanagerClient(configuration, client: client).activeAlerts()
            var triggered = 0
            for start in stride(from: 0, to: alerts.count, by: Self.batchSize) {
                triggered += try await deliver(alerts[start...].prefix(Self.batchSize))
            }
            counters.increase(BridgeMetric.reconciliations, ["success"])
            logger.info("Fetched active alerts", metadata: ["alerts": "\(alerts.count)", "triggered": "\(triggered)"])
            return true
        } catch {
            counters.increase(BridgeMetric.reconciliations, ["failure"])
            logger.warning("Active alerts cannot be fetched", metadata: ["error": "\(error)"])
            return false
        }
    }

    private func deliver(_ alerts: some Sequence<Alert>) async throws -> Int {
        let body = try EngineClient.encoder.encode(ReconciledPayload(alerts))
        let time = now()
        let delivery = Delivery(
            id: ULID(at: time), receivedAt: time, source: Self.source, body: body,
            payload: try PayloadLimits().decode(body))
        return try await writer.store(delivery).triggered
    }
}
