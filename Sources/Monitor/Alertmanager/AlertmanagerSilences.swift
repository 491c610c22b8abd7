import Foundation
import Logging
import ServiceLifecycle
import Synchronization

/// Keeps the alerts silenced whose retrainings are at work, for the policies that want it.
///
/// Nothing of it is stored here: what Alertmanager has is compared with what it should have, so a crash leaves nothing
/// behind that the next look does not end, and a bridge that stays away nothing that does not end by itself.
final class AlertmanagerSilences: Service {
    private let store: BridgeStore
    private let configurations: ConfigurationStore
    private let client: HTTPClient
    private let counters: BridgeCounters
    private let logger: Logger
    private let now: @Sendable () -> Date
    /// Whether silences of ours may be there that are to end: at first after a crash.
    private let mayHaveSome = Mutex(true)

    init(
        store: BridgeStore, configurations: ConfigurationStore, client: HTTPClient, counters: BridgeCounters,
        logger: Logger, now: @escaping @Sendable () -> Date
    ) {
        self.store = store
        self.configurations = configurations
        self.client = client
        self.counters = counters
        self.logger = logger
        self.now = now
    }

    func run() async throws {
        await Ticker.run(every: .seconds(2)) { await self.settle() }
    }

    private func settle() async {
        guard let configuration = configurations.current.alertmanager else { return }
        do {
            let wanted = try await wanted()
            guard !wanted.isEmpty || mayHaveSome.withLock({ $0 }) else { return }
            mayHaveSome.withLock { $0 = true }
            let plan = try await settle(wanted, with: AlertmanagerClient(configuration, client: client))
            if wanted.isEmpty, plan.ended.isEmpty { mayHaveSome.withLock { $0 = false } }
        } catch {
            counters.increase(BridgeMetric.silenceFailures)
            logger.warning("Alerts cannot be silenced", metadata: ["error": "\(error)"])
        }
    }

    /// The alerts of the triggers whose policies want it.
    private func wanted() async throws -> [SilencedAlert] {
        let policies = Set(configurations.current.policies.filter(\.silences).map(\.name))
        guard !policies.isEmpty else { return [] }
        return try await store.alerts(behind: SilencedAlert.states).filter { policies.contains($0.policy) }
    }

    private func settle(_ wanted: [SilencedAlert], with client: AlertmanagerClient) async throws -> SilencePlan {
        let present = try await client.silences()
        let named = Set(present.filter(\.isOpen).compactMap { SilencedAlert.trigger(in: $0.comment) })
        let plan = SilencePlan(
            wanted: wanted, present: present, known: try await store.triggers(among: named), at: now())
        for silence in plan.posted { try await client.post(silence) }
        for id in plan.ended { try await client.end(silence: id) }
        return plan
    }
}
