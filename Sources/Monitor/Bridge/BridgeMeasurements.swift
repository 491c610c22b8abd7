import Checks
import Foundation

/// What the bridge measures for each scrape.
struct BridgeMeasurements: Sendable {
    /// How long alerts count as recent: 30 days.
    private static let recent: TimeInterval = 30 * 86_400

    let lock: StorageLock
    let store: BridgeStore
    let configurations: ConfigurationStore
    let counters: BridgeCounters
    let writer: DeliveryWriter
    let budget: BodyBudget
    let traffic: EngineTraffic
    let statuses: ServerStatusService
    let now: @Sendable () -> Date

    /// All of them, as they are now.
    func current() async throws -> [MetricSample] {
        try await measurements().map(MetricSample.init) + counters.distributions
    }

    /// The counters of the process and the state of the database.
    private func measurements() async throws -> [Checks.Measurement] {
        let overview = try await store.overview()
        for policy in configurations.current.policies {
            counters.expectAttempts(on: policy.engine.name)
            if policy.verdict != nil { counters.expectVerdicts(of: policy.name) }
        }
        var result = counters.measurements
        for row in overview.triggers {
            result.append(
                Checks.Measurement(BridgeMetric.triggers, [row.policy, row.state.rawValue], Double(row.count)))
        }
        let age = overview.oldestWaiting.map { now().timeIntervalSince($0) } ?? 0
        result += [
            Checks.Measurement(BridgeMetric.leader, [], lock.isHeld ? 1 : 0),
            Checks.Measurement(BridgeMetric.openEpisodes, [], Double(overview.openEpisodes)),
            Checks.Measurement(BridgeMetric.acknowledgedEpisodes, [], Double(overview.acknowledgedEpisodes)),
            Checks.Measurement(BridgeMetric.outbox, [], Double(overview.count(.queued, .dispatching))),
            Checks.Measurement(BridgeMetric.outboxOldestAge, [], max(0, age)),
            Checks.Measurement(BridgeMetric.awaitingApproval, [], Double(overview.count(.awaitingApproval))),
            Checks.Measurement(BridgeMetric.dead, [], Double(overview.count(.dead))),
            Checks.Measurement(BridgeMetric.isStorageWritable, [], writer.isWritable ? 1 : 0),
            Checks.Measurement(BridgeMetric.deliveryBytesInFlight, [], Double(budget.bytes)),
        ]
        let moment = now()
        for (engine, count) in traffic.openCircuits(at: moment) {
            result.append(Checks.Measurement(BridgeMetric.openCircuits, [engine], Double(count)))
        }
        let counts = try await store.recentEpisodes(since: moment - Self.recent)
        for row in counts {
            result += [
                Checks.Measurement(BridgeMetric.recentEpisodes, [row.severity.rawValue], Double(row.count)),
                Checks.Measurement(
                    BridgeMetric.recentFalsePositives, [row.severity.rawValue], Double(row.falsePositives)),
            ]
        }
        let rollouts = try await store.rollouts(endedAfter: moment - RolloutMeasurements.afterglow)
        result += RolloutMeasurements.of(rollouts, at: moment)
        result += SpendMeasurements.of(try await store.spending(at: moment), configurations.current)
        result += statuses.measurements
        if let last = overview.lastDelivery {
            result.append(Checks.Measurement(BridgeMetric.lastDelivery, [], last.timeIntervalSince1970))
        }
        return result
    }
}
