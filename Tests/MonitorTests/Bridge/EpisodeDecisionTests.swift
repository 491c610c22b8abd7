import Foundation
import Testing

@testable import Monitor

struct EpisodeDecisionTests {
    private static let nine = TestClock.at("09:00:00")
    private static let ten = TestClock.at("10:00:00")
    private static let eleven = TestClock.at("11:00:00")
    private static let noon = TestClock.at("12:00:00")

    private static func decision(
        _ status: Alert.Status, starts: Date? = nil, ends: Date? = nil, _ latest: EpisodeState?
    ) -> EpisodeDecision {
        let alert = Alert(
            status: status, labels: [:], annotations: [:], startsAt: starts, endsAt: ends, generatorURL: "",
            fingerprint: "f")
        return EpisodeDecision(alert: alert, latest: latest, at: noon)
    }

    private static let open = EpisodeState(startsAt: ten, openedAt: ten)
    private static let over = EpisodeState(startsAt: nine, openedAt: nine, endsAt: ten)

    @Test func `the first firing opens an episode`() {
        #expect(Self.decision(.firing, starts: Self.ten, nil) == .open(startsAt: Self.ten))
    }

    @Test func `a firing without a start begins now`() {
        #expect(Self.decision(.firing, nil) == .open(startsAt: Self.noon))
    }

    @Test func `a repeat only shows that it goes on`() {
        #expect(Self.decision(.firing, starts: Self.ten, Self.open) == .seen(startsAt: Self.ten))
    }

    @Test func `a start that moved earlier is taken over, one that moved later is not`() {
        #expect(Self.decision(.firing, starts: Self.nine, Self.open) == .seen(startsAt: Self.nine))
        #expect(Self.decision(.firing, starts: Self.eleven, Self.open) == .seen(startsAt: Self.ten))
    }

    @Test func `a resolved closes the episode`() {
        #expect(Self.decision(.resolved, ends: Self.eleven, Self.open) == .close(endsAt: Self.eleven))
        #expect(Self.decision(.resolved, Self.open) == .close(endsAt: Self.noon))
    }

    @Test func `a resolved of an earlier episode is stale`() {
        #expect(Self.decision(.resolved, ends: Self.nine, Self.open) == .staleResolved)
    }

    @Test func `a resolved of what is over or unknown is stale`() {
        #expect(Self.decision(.resolved, ends: Self.eleven, Self.over) == .staleResolved)
        #expect(Self.decision(.resolved, ends: Self.eleven, nil) == .staleResolved)
    }

    @Test func `a start in the future does not keep the episode from being resolved`() {
        let future = EpisodeState(startsAt: Self.noon, openedAt: Self.ten)
        #expect(Self.decision(.resolved, ends: Self.eleven, future) == .close(endsAt: Self.eleven))
    }

    @Test func `a firing after the end opens a new episode`() {
        #expect(Self.decision(.firing, starts: Self.eleven, Self.over) == .open(startsAt: Self.eleven))
    }

    @Test func `a firing of the episode that is over is stale`() {
        #expect(Self.decision(.firing, starts: Self.nine, Self.over) == .staleFiring)
        #expect(Self.decision(.firing, starts: Self.ten, Self.over) == .staleFiring)
    }

    @Test func `a firing after silence opens a new episode, whatever its start`() {
        let silent = EpisodeState(startsAt: Self.nine, openedAt: Self.nine, isStale: true)
        #expect(Self.decision(.firing, starts: Self.nine, silent) == .open(startsAt: Self.nine))
    }
}
