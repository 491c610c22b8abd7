import Foundation
import Testing

@testable import Monitor

struct TriggerDecisionTests {
    private static let now = TestClock.at("12:00:00")

    private static func policy(_ settings: String) throws -> PolicyConfiguration {
        let text = "policies: [{name: p, match: [a=b], engine: {command: {argv: [/bin/true]}}, \(settings)}]"
        return try #require(try Configuration(text: text).policies.first)
    }

    private static func decision(
        _ settings: String, _ situation: TriggerDecision.Situation = .init()
    ) throws -> TriggerDecision {
        TriggerDecision(policy: try policy(settings), situation: situation, at: now)
    }

    @Test func `the mode decides where a trigger begins`() throws {
        #expect(try Self.decision("mode: auto") == .create(.queued, heldUntil: nil))
        #expect(try Self.decision("mode: approve") == .create(.awaitingApproval, heldUntil: nil))
        #expect(try Self.decision("mode: suggest") == .create(.awaitingApproval, heldUntil: nil))
        #expect(try Self.decision("mode: observe") == .suppress(.observe))
    }

    @Test func `a hold delays it`() throws {
        let until = Self.now.addingTimeInterval(300)
        #expect(try Self.decision("mode: auto, hold: 5m") == .create(.held, heldUntil: until))
    }

    @Test func `an episode leads to one trigger`() throws {
        #expect(try Self.decision("mode: auto", .init(isHandled: true)) == .suppress(.duplicateEpisode))
    }

    @Test func `an unfinished trigger takes the alert as evidence`() throws {
        #expect(try Self.decision("mode: auto", .init(hasActiveTrigger: true)) == .join)
    }

    @Test func `the cooldown counts from the end of the last run`() throws {
        let ended = Self.now.addingTimeInterval(-3599)
        #expect(try Self.decision("mode: auto", .init(lastRunEnded: ended)) == .suppress(.cooldown))
        let earlier = Self.now.addingTimeInterval(-3600)
        #expect(try Self.decision("mode: auto", .init(lastRunEnded: earlier)) == .create(.queued, heldUntil: nil))
        #expect(
            try Self.decision("mode: auto, cooldown: 0s", .init(lastRunEnded: Self.now))
                == .create(.queued, heldUntil: nil))
    }
}
