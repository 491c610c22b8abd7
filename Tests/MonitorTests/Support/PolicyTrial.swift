import Foundation
import TestSupport
import Testing

@testable import Monitor

/// Shipped policies on a real store, with the time of a test.
struct PolicyTrial {
    /// A Friday morning.
    static let start = TestClock.at("08:00:00")
    static let hour = 3600.0

    let store: BridgeStore
    private let folder: TemporaryFolder
    private let settings: DecisionSettings

    /// - Parameter name: A file under examples/policies.
    init(_ name: String) throws {
        folder = try TemporaryFolder()
        store = try BridgeStore(path: folder.path("bridge.sqlite"))
        let file = Fixtures.packageRoot.appending(path: "examples/policies/\(name)")
        settings = DecisionSettings(try Configuration(file: file.path()))
    }

    /// Tells the bridge of an alert, as a rule and Alertmanager would.
    ///
    /// - Parameters:
    ///   - began: When it began to fire, in hours after the start.
    ///   - hours: When the bridge is told.
    @discardableResult
    func send(
        _ labels: [String: String], status: String = "firing", since began: Double = 0, at hours: Double
    ) async throws -> [PolicyDecider.Outcome] {
        let time = Self.start + hours * Self.hour
        let alert: [String: JSONValue] = [
            "status": .string(status),
            "labels": .object(["model": "genres"].merging(labels) { $1 }.mapValues { .string($0) }),
            "annotations": .object([
                "summary": .string("The data set has been drifting for an hour."), "value": .string("0.6000"),
                "runbook_url": .string("https://example.org/runbook"),
            ]),
            "startsAt": .string(Timestamp.text(Self.start + began * Self.hour)),
            "endsAt": .string(status == "firing" ? "0001-01-01T00:00:00Z" : Timestamp.text(time)),
            "generatorURL": .string("http://prometheus:9090/graph?g0.expr=drift"),
        ]
        let body = try JSONEncoder().encode(["alerts": [alert]])
        let results = try await store.store([Payloads.delivery(body, at: time)], settings: settings)
        return try #require(results.first).get().decisions
    }

    /// Does what the workers of the bridge do at a moment; tells the states of all triggers, the newest first.
    func pass(to hours: Double) async throws -> [TriggerState] {
        let now = Self.start + hours * Self.hour
        _ = try await store.reconsider(settings, at: now)
        for trigger in try await store.due([.held], at: now) {
            let isBlocked = try await store.isBlocked(trigger, by: policy(of: trigger))
            try await apply(isBlocked ? .blocked : .elapsed, to: trigger, at: now)
        }
        return try await store.triggers().map(\.state)
    }

    /// Lets what is queued run and succeed at once.
    func run(at hours: Double) async throws {
        let events: [TriggerEvent] = [
            .claimed, .dispatched(.started(EngineRun(id: "r", url: nil))), .polled(RunReport(state: .succeeded(""))),
        ]
        for trigger in try await store.triggers() where trigger.state == .queued {
            for event in events { try await apply(event, to: trigger, at: Self.start + hours * Self.hour) }
        }
    }

    private func policy(of trigger: TriggerRecord) -> PolicyConfiguration? {
        settings.policies.first { $0.name == trigger.policy }
    }

    private func apply(_ event: TriggerEvent, to trigger: TriggerRecord, at now: Date) async throws {
        let rules = TriggerRules(policy(of: trigger), idempotency: .none, pollInterval: .seconds(5))
        _ = try await store.apply(
            event, to: trigger.id, by: TriggerStateMachine(rules: rules), actor: "test", at: now)
    }
}
