import Foundation
import Testing

@testable import Monitor

/// What budgets of units let through.
struct SpendDecisionTests {
    private static let now = TestClock.at("12:00:00")
    private static let day = 86_400.0

    private static func decision(
        _ keys: String, bridge: String = "{}", reserved: Double = 0, _ begun: [(ago: TimeInterval, units: Double)] = [],
        all: [(ago: TimeInterval, units: Double)] = []
    ) throws -> TriggerDecision {
        let text = """
            bridge: {spend_limit: \(bridge)}
            policies: [{name: p, match: [a=b], mode: auto, engine: {command: {argv: [/bin/true]}}, \(keys)}]
            """
        let configuration = try Configuration(text: text)
        let expenses = [SpendBudget.Scope.policy: begun, .bridge: all].mapValues { rows in
            Spending(reserved: reserved, begun: rows.map { .init(at: now - $0.ago, units: $0.units) })
        }
        return try TriggerDecision(
            policy: try #require(configuration.policies.first), limits: DecisionSettings(configuration),
            situation: KnownSituation(spendings: expenses), at: now)
    }

    private static let queued = TriggerDecision.create(.queued, due: now, reason: "alert fires")

    @Test func `without a limit nothing is too much, and what costs nothing is never put off`() throws {
        #expect(try Self.decision("cost: 1000000", [(1, 1e9)]) == Self.queued)
        #expect(try Self.decision("cost: 0, spend_limit: {daily: 1}", [(1, 5)]) == Self.queued)
    }

    @Test(arguments: [
        ("cost: 3, spend_limit: {daily: 9}", [6.0], true), ("cost: 3, spend_limit: {daily: 9}", [6.5], false),
        ("cost: 0.1, spend_limit: {daily: 0.3}", [0.1, 0.1], true),
        ("cost: 0.1, spend_limit: {daily: 0.3}", [0.1, 0.1, 0.1], false), ("spend_limit: {daily: 2}", [1], true),
        ("spend_limit: {daily: 2}", [1, 1], false),
    ])
    func `a limit can be used to its last unit`(keys: String, units: [Double], isEnough: Bool) throws {
        let decision = try Self.decision(keys, units.map { (60, $0) })
        #expect((decision == Self.queued) == isEnough)
    }

    @Test func `runs leave the period one by one, and the decision tells when enough have`() throws {
        let keys = "cost: 4, spend_limit: {daily: 10}"
        let begun = [(Self.day - 3600, 2.0), (Self.day - 7200, 3), (60, 5)]
        #expect(
            try Self.decision(keys, begun)
                == .suppress(
                    .spendLimit, until: Self.now + 7200,
                    detail: "A run of 4 units would exceed spend_limit.daily of the policy: 10 of 10 units within 24 "
                        + "hours are used. Enough is free at 2026-11-20T14:00:00.000Z."))
        #expect(try Self.decision(keys, [(Self.day, 9.0), (60, 5)]) == Self.queued)
    }

    @Test func `what waits counts however long, and is asked for anew each minute`() throws {
        let keys = "cost: 40, spend_limit: {monthly: 100}"
        #expect(
            try Self.decision(keys, reserved: 80)
                == .suppress(
                    .spendLimit, until: Self.now + 60,
                    detail: "A run of 40 units would exceed spend_limit.monthly of the policy: 80 of 100 units within "
                        + "30 days are used, 80 of them by triggers that may still start. Enough is free when triggers "
                        + "that wait end without a run, or 30 days after theirs began."))
        let mixed = try Self.decision(keys, reserved: 40, [(Self.day * 30 - 10, 40)])
        guard case .suppress(.spendLimit, let until, let detail?) = mixed else {
            Issue.record("\(mixed)")
            return
        }
        #expect(until == Self.now + 10)
        #expect(detail.hasSuffix("2026-11-20T12:00:10.000Z, or when triggers that wait end without a run."))
    }

    @Test func `of several limits the one that lasts longest is told`() throws {
        let keys = "cost: 2, spend_limit: {daily: 3, monthly: 50}"
        let daily = try Self.decision(keys, [(60, 2)])
        #expect(Self.until(daily) == Self.now + Self.day - 60)
        let all = try Self.decision(keys, bridge: "{daily: 100, monthly: 60}", [(60, 2)], all: [(120, 59)])
        #expect(Self.until(all) == Self.now + 30 * Self.day - 120)
        guard case .suppress(_, _, let detail?) = all else { return }
        #expect(detail.contains("bridge.spend_limit.monthly of all policies: 59 of 60 units within 30 days"))
    }

    private static func until(_ decision: TriggerDecision) -> Date? {
        guard case .suppress(.spendLimit, let until, _) = decision else { return nil }
        return until
    }
}
