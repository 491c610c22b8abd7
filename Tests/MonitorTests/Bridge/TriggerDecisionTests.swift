import Foundation
import Testing

@testable import Monitor

struct TriggerDecisionTests {
    /// A Friday.
    private static let now = TestClock.at("12:00:00")
    private static let hour: TimeInterval = 3600

    private static func decision(
        _ settings: String = "mode: auto", _ situation: KnownSituation = .init(), bridge: String = "{}"
    ) throws -> TriggerDecision {
        let text = """
            bridge: \(bridge)
            policies: [{name: p, match: [a=b], engine: {command: {argv: [/bin/true]}}, \(settings)}]
            """
        let configuration = try Configuration(text: text)
        let policy = try #require(configuration.policies.first)
        return try TriggerDecision(
            policy: policy, limits: DecisionSettings(configuration), situation: situation, at: now)
    }

    private static let queued = TriggerDecision.create(.queued, due: now, reason: "alert fires")

    @Test func `the mode decides where a trigger begins`() throws {
        let week = Self.now + 7 * 86_400
        #expect(try Self.decision() == Self.queued)
        for mode in ["approve", "suggest"] {
            #expect(
                try Self.decision("mode: \(mode)") == .create(.awaitingApproval, due: week, reason: "alert fires"))
        }
        #expect(try Self.decision("mode: observe") == .suppress(.observe))
        #expect(try Self.decision("mode: auto, enabled: false") == .suppress(.disabled))
    }

    @Test func `a hold delays it`() throws {
        #expect(
            try Self.decision("mode: auto, hold: 5m") == .create(.held, due: Self.now + 300, reason: "alert fires"))
    }

    @Test func `an unfinished trigger takes the alert as evidence, once`() throws {
        let active = ActiveTrigger(id: "t", state: .running)
        #expect(try Self.decision("mode: auto", .init(activeTrigger: active)) == .join(active))
        let known = ActiveTrigger(id: "t", state: .running, hasEpisode: true)
        #expect(try Self.decision("mode: auto", .init(activeTrigger: known)) == .suppress(.duplicateEpisode))
    }

    @Test func `while it settles an alert waits`() throws {
        let active = ActiveTrigger(id: "t", state: .settling, dueAt: Self.now + 60)
        #expect(
            try Self.decision("mode: auto", .init(activeTrigger: active))
                == .suppress(.settling, until: Self.now + 60))
    }

    @Test func `what a person decided about an episode holds`() throws {
        let dismissed = EpisodeHistory(ended: 1, lastEndedAt: Self.now - 1e6, isDismissed: true)
        #expect(try Self.decision("mode: auto", .init(history: dismissed)) == .suppress(.duplicateEpisode))
    }

    @Test func `the cooldown counts from the end of the last run and is doubled by a rejected model`() throws {
        let ended = SubjectHistory(lastRunEndedAt: Self.now - 3599)
        #expect(
            try Self.decision("mode: auto", .init(subjectHistory: ended))
                == .suppress(.cooldown, until: Self.now + 1))
        #expect(
            try Self.decision("mode: auto", .init(subjectHistory: .init(lastRunEndedAt: Self.now - 3600)))
                == Self.queued)
        #expect(try Self.decision("mode: auto, cooldown: 0s", .init(subjectHistory: ended)) == Self.queued)
        let rejected = SubjectHistory(lastRunEndedAt: Self.now - 3600, isLastRejected: true)
        #expect(
            try Self.decision("mode: auto", .init(subjectHistory: rejected))
                == .suppress(.cooldown, until: Self.now + 3600))
    }

    @Test(arguments: [(1, 1.0), (2, 6.0), (3, 24.0), (7, 24.0)])
    func `pauses grow with the retrainings that did not help`(failures: Int, hours: Double) throws {
        let history = SubjectHistory(failures: failures, lastFailedAt: Self.now)
        #expect(
            try Self.decision("mode: auto", .init(subjectHistory: history))
                == .suppress(.rearm, until: Self.now + hours * Self.hour))
        let over = SubjectHistory(failures: failures, lastFailedAt: Self.now - hours * Self.hour)
        #expect(try Self.decision("mode: auto", .init(subjectHistory: over)) == Self.queued)
    }

    @Test func `an alert that fires on after a success counts as one that did not help`() throws {
        let history = EpisodeHistory(ended: 2, lastEndedAt: Self.now)
        #expect(
            try Self.decision("mode: auto", .init(history: history))
                == .suppress(.rearm, until: Self.now + 6 * Self.hour))
        #expect(try Self.decision("mode: auto, rearm: []", .init(history: history)) == .suppress(.duplicateEpisode))
    }

    @Test func `after several that did not help a person must look`() throws {
        let history = EpisodeHistory(ended: 3, lastEndedAt: Self.now - 1e6)
        #expect(try Self.decision("mode: auto", .init(history: history)) == .suppress(.manualReview))
        #expect(try Self.decision("mode: auto, max_failures: 4", .init(history: history)) == Self.queued)
    }

    @Test func `after a rollback a person must look while the same alert fires`() throws {
        let subject = SubjectHistory(lastRunEndedAt: Self.now - 1e6, isLastRolledBack: true)
        let same = EpisodeHistory(ended: 1, lastEndedAt: Self.now - 1e6)
        #expect(
            try Self.decision("mode: auto", .init(history: same, subjectHistory: subject)) == .suppress(.manualReview))
        #expect(try Self.decision("mode: auto", .init(subjectHistory: subject)) == Self.queued)
    }

    @Test func `broken data forbid retraining`() throws {
        #expect(
            try Self.decision("mode: auto", .init(blocker: "f"))
                == .suppress(.dataFault, until: Self.now + 60))
    }

    @Test(
        arguments: [
            ("quorum: {min_alerts: 2}", QuorumSupport(alerts: 1), false),
            ("quorum: {min_alerts: 2}", QuorumSupport(alerts: 2), true),
            ("quorum: {distinct_label: column, min_distinct: 3}", QuorumSupport(alerts: 5, distinct: 2), false),
            ("quorum: {distinct_label: column, min_distinct: 3}", QuorumSupport(alerts: 5, distinct: 3), true),
            ("quorum: {min_consecutive_episodes: 3}", QuorumSupport(consecutiveEpisodes: 2), false),
            ("quorum: {min_consecutive_episodes: 3}", QuorumSupport(consecutiveEpisodes: 3), true),
        ])
    func `a quorum waits for more`(quorum: String, support: QuorumSupport, isEnough: Bool) throws {
        #expect(
            try Self.decision("mode: auto, \(quorum)", .init(quorumSupport: support))
                == (isEnough ? Self.queued : .suppress(.quorum, until: Self.now + 60)))
    }

    @Test func `quiet hours put it off to their end`() throws {
        #expect(
            try Self.decision("mode: auto, quiet_hours: [{window: '11:00-14:00'}]")
                == .suppress(.quietHours, until: Self.now + 2 * Self.hour))
        #expect(try Self.decision("mode: auto, quiet_hours: [{window: '13:00-14:00'}]") == Self.queued)
    }

    @Test func `a day has a budget for each subject and for the policy`() throws {
        let made = (1...4).reversed().map { Self.now - Double($0) * Self.hour }
        #expect(
            try Self.decision("mode: auto", .init(madeForSubject: made))
                == .suppress(.dailyLimit, until: made[0] + 86_400))
        #expect(
            try Self.decision("mode: auto, daily_limit: {subject: 0, policy: 2}", .init(made: made))
                == .suppress(.dailyLimit, until: made[2] + 86_400))
        #expect(try Self.decision("mode: auto, daily_limit: {subject: 5}", .init(madeForSubject: made)) == Self.queued)
    }

    @Test func `a burst passes, then one in each interval`() throws {
        let three = [Self.now - 3, Self.now - 2, Self.now - 1]
        #expect(
            try Self.decision("mode: auto", .init(made: three)) == .suppress(.rateLimit, until: Self.now + 600))
        #expect(try Self.decision("mode: auto", .init(made: Array(three.dropLast()))) == Self.queued)
        #expect(try Self.decision("mode: auto, rate: {interval: 0s}", .init(made: three)) == Self.queued)
        let old = three.map { $0 - 600 }
        #expect(try Self.decision("mode: auto", .init(made: old)) == Self.queued)
    }

    @Test func `in a storm a person looks first`() throws {
        let storm = try Self.decision("mode: auto", .init(asking: 21))
        #expect(
            storm
                == .create(
                    .awaitingApproval, due: Self.now + 7 * 86_400,
                    reason: "storm: 21 subjects ask for a retraining within 600 s"))
        #expect(try Self.decision("mode: auto", .init(asking: 20)) == Self.queued)
        #expect(try Self.decision("mode: auto", .init(asking: 999), bridge: "{storm: {subjects: 0}}") == Self.queued)
    }
}
