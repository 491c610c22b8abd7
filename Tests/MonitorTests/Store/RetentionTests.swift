import Foundation
import GRDB
import Logging
import TestSupport
import Testing

@testable import Monitor

/// What of old deliveries may go.
struct RetentionTests {
    private static let start = TestClock.at("08:00:00")
    private static let day = 86_400.0

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func store(_ name: String = "bridge") throws -> BridgeStore {
        try BridgeStore(path: folder.path("\(name).sqlite"))
    }

    private static func settings(_ policy: String = "") throws -> DecisionSettings {
        let text = """
            bridge: {stale_after: 60d}
            policies:
              - {name: retrain, match: ['model=~".+"'], mode: approve, settle: 1m, engine: {command: {argv: [/bin/true]}}\(policy)}
            """
        return DecisionSettings(try Configuration(text: text))
    }

    private static func delivery(
        _ labels: [String: String], isFiring: Bool = true, since began: Date, at time: Date
    ) throws -> Delivery {
        let body = try Payloads.body(
            status: isFiring ? "firing" : "resolved", labels: labels, startsAt: Timestamp.text(began),
            endsAt: isFiring ? "0001-01-01T00:00:00Z" : Timestamp.text(time))
        return try Payloads.delivery(body, at: time)
    }

    private func deleteAll(_ store: BridgeStore, before moment: Date) async throws -> Int {
        var (deleted, next) = (0, "" as String?)
        while let last = next {
            let step = try await store.deleteDeliveries(before: moment, after: last, limit: 3)
            (deleted, next) = (deleted + step.deliveries, step.next)
        }
        return deleted
    }

    @Test func `what led to a trigger stays, its repeats and what led to nothing go`() async throws {
        let store = try store()
        let settings = try Self.settings()
        let labels = ["alertname": "Drift", "model": "churn"]
        for hour in 0..<10 {
            let delivery = try Self.delivery(labels, since: Self.start, at: Self.start + Double(hour) * 3600)
            _ = try await store.store([delivery], settings: settings)
        }
        let other = try Self.delivery(["alertname": "Up"], since: Self.start, at: Self.start + 36_000)
        _ = try await store.store([other], settings: settings)
        let trigger = try #require(try await store.triggers().first)
        let before = try #require(try await store.trigger(trigger.id))
        #expect(try await store.deliveries(ListRange(limit: 100)).rows.count == 11)
        #expect(try await deleteAll(store, before: Self.start) == 0)
        #expect(try await deleteAll(store, before: Self.start + Self.day) == 9)
        let rows = try await store.deliveries(ListRange(limit: 100)).rows
        // The newest tells when the last one came.
        #expect(rows.map(\.id).first == other.id.description && rows.count == 2)
        let left = try #require(rows.last)
        #expect(left.triggered == 1)
        let after = try #require(try await store.trigger(trigger.id))
        #expect(after.evidence.map(\.id) == before.evidence.map(\.id) && after.evidence.count == 1)
        #expect(after.transitions.map(\.id) == before.transitions.map(\.id))
        #expect(try await store.delivery(left.id)?.decisions.count == 1)
        #expect(try await deleteAll(store, before: Self.start + Self.day) == 0)
        guard case .intact = try await store.verifyAudit() else {
            Issue.record("the audit trail is not intact")
            return
        }
    }

    @Test func `an alert that fires still counts for a quorum, however long ago it was heard of`() async throws {
        let store = try store()
        let settings = try Self.settings(", quorum: {min_alerts: 2}")
        for (hour, name, isTriggered) in [(0.0, "Drift", false), (49, "Late", true)] {
            #expect(try await deleteAll(store, before: Self.start + (hour - 24) * 3600) == 0)
            let delivery = try Self.delivery(
                ["alertname": name, "model": "churn"], since: Self.start, at: Self.start + hour * 3600)
            let decisions = try #require(try await store.store([delivery], settings: settings).first).get().decisions
            #expect(decisions.first?.isNew == isTriggered)
        }
    }

    /// Months of alerts in two bridges, one of which forgets what is older than a day.
    @Test(
        arguments: [
            "", ", quorum: {min_alerts: 2}",
            ", quorum: {min_consecutive_episodes: 3}", ", cooldown: 36h, daily_limit: {subject: 1, policy: 2}",
            ", rate: {interval: 12h, burst: 1}",
        ])
    func `a bridge decides the same whether it forgets or not`(policy: String) async throws {
        let (keeping, forgetting) = (try store("keeping"), try store("forgetting"))
        for store in [keeping, forgetting] {
            // Nothing crashes here, and waiting for the disk would take a minute.
            try await store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = OFF") }
        }
        let settings = try Self.settings(policy)
        var random = SplitMix64(seed: 11)
        var firing: [[String: String]: Date] = [:]
        var (now, deleted) = (Self.start, 0)
        for _ in 0..<120 {
            now += Double.random(in: 600..<30_000, using: &random)
            let labels = [
                "alertname": ["Drift", "Late", "Null"].randomElement(using: &random) ?? "",
                "model": ["a", "b"].randomElement(using: &random) ?? "",
            ]
            let isFiring = Int.random(in: 0..<4, using: &random) > 0
            let began = firing[labels] ?? now
            firing[labels] = isFiring ? began : nil
            let delivery = try Self.delivery(labels, isFiring: isFiring, since: began, at: now)
            var seen: [[String]] = []
            for store in [keeping, forgetting] {
                let decisions = try #require(try await store.store([delivery], settings: settings).first).get()
                    .decisions
                let anew = try await store.reconsider(settings, at: now)
                seen.append((decisions + anew).map { "\($0.subject) \($0.isNew) \($0.suppression?.rawValue ?? "")" })
                try await work(on: store, settings.policies[0], at: now)
            }
            #expect(seen[0] == seen[1])
            deleted += try await deleteAll(forgetting, before: now - Self.day)
        }
        #expect(deleted > 20)
        #expect(try await keeping.triggers().count == forgetting.triggers().count)
        #expect(try await keeping.triggers().isEmpty == false)
    }

    /// Lets what waits for two hours run and succeed at once, and ends what has settled.
    private func work(on store: BridgeStore, _ policy: PolicyConfiguration, at now: Date) async throws {
        let machine = TriggerStateMachine(
            rules: TriggerRules(policy, idempotency: .none, pollInterval: .seconds(5)))
        let toTheEnd: [TriggerEvent] = [
            .approved("test"), .claimed, .dispatched(.started(EngineRun(id: "r", url: nil))),
            .polled(RunReport(state: .succeeded(""))),
        ]
        let waiting = try await store.triggers().filter {
            $0.state == .awaitingApproval && now.timeIntervalSince($0.createdAt) > 7200
        }
        for (trigger, event) in waiting.flatMap({ trigger in toTheEnd.map { (trigger, $0) } }) {
            _ = try await store.apply(event, to: trigger.id, by: machine, actor: "test", at: now)
        }
        for trigger in try await store.due([.settling], at: now) {
            _ = try await store.apply(.elapsed, to: trigger.id, by: machine, actor: "test", at: now)
        }
    }

    @Test(arguments: [("0", 30), ("10d", 10), ("365d", 30)])
    func `the bridge keeps as many days as it was told`(retention: String, days: Int) async throws {
        let (store, settings) = (try store(), try Self.settings())
        for day in 0..<30 {
            let delivery = try Self.delivery(
                ["alertname": "Up"], since: Self.start, at: Self.start + Double(day) * Self.day)
            _ = try await store.store([delivery], settings: settings)
        }
        let configuration = try Configuration(text: "bridge: {delivery_retention: \(retention)}")
        await RetentionService(
            store: store, configurations: ConfigurationStore(configuration), logger: Logger(label: "test"),
            now: { Self.start + 30 * Self.day - 1 }
        ).deleteOld()
        #expect(try await store.deliveries(ListRange(limit: 100)).rows.count == days)
    }

    @Test(arguments: ["1s", "23h59m"])
    func `less than a day is refused`(value: String) throws {
        let error = #expect(throws: InvalidConfiguration.self) {
            try Configuration(text: "bridge: {delivery_retention: \(value)}")
        }
        #expect(error?.description.contains("must be at least 1d, or 0 to keep deliveries for ever") == true)
        #expect(try Configuration(text: "bridge: {delivery_retention: 0}").bridge.deliveryRetention == .zero)
    }
}
