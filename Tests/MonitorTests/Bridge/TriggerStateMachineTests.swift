import Foundation
import Testing

@testable import Monitor

struct TriggerStateMachineTests {
    private static let now = TestClock.at("12:00:00")
    private static let run = EngineRun(id: "r1", url: nil)
    private let machine = TriggerStateMachine(retry: .standard, pollInterval: .seconds(5))

    private func after(
        _ events: [TriggerEvent], from state: TriggerState = .queued, at time: Date = now, jitter: Double = 1
    ) -> TriggerProgress? {
        events.reduce(TriggerProgress(state: state, reason: "", dueAt: time) as TriggerProgress?) { trigger, event in
            trigger.flatMap { machine.change(of: $0, on: event, at: time, jitter: jitter) }
        }
    }

    @Test(
        arguments: [
            (.queued, [.claimed], .dispatching),
            (.held, [.holdElapsed], .queued),
            (.held, [.resolved], .cancelled),
            (.awaitingApproval, [.resolved], .cancelled),
            (.queued, [.resolved], .cancelled),
            (.dispatching, [.claimed], .dispatching),
            (.dispatching, [.refused("no")], .dead),
            (.dispatching, [.unavailable("503")], .dispatching),
            (.queued, [.claimed, .started(run)], .running),
            (.queued, [.claimed, .started(run), .polled(.running(""))], .running),
            (.queued, [.claimed, .started(run), .polled(.succeeded(""))], .succeeded),
            (.queued, [.claimed, .started(run), .polled(.failed(""))], .failed),
            (.queued, [.claimed, .started(run), .polled(.cancelled(""))], .cancelled),
            (.queued, [.claimed, .started(run), .polled(.lost(""))], .lost),
            (.queued, [.claimed, .started(run), .unavailable("down")], .running),
        ] as [(TriggerState, [TriggerEvent], TriggerState)])
    func `events lead from state to state`(state: TriggerState, events: [TriggerEvent], expected: TriggerState) {
        #expect(after(events, from: state)?.state == expected)
    }

    @Test(
        arguments: [
            (.dispatching, .resolved), (.running, .resolved), (.running, .claimed), (.succeeded, .claimed),
            (.dead, .claimed), (.cancelled, .claimed), (.awaitingApproval, .claimed), (.held, .claimed),
            (.queued, .started(run)), (.succeeded, .polled(.failed(""))),
        ] as [(TriggerState, TriggerEvent)])
    func `other events mean nothing`(state: TriggerState, event: TriggerEvent) {
        #expect(after([event], from: state) == nil)
    }

    @Test func `a claimed trigger is due at once, so that a crash sends it again`() {
        #expect(after([.claimed])?.dueAt == Self.now)
    }

    @Test func `pauses double up to the limit, with full jitter`() throws {
        var trigger = try #require(after([.claimed]))
        var pauses: [Double] = []
        for _ in 0..<11 {
            trigger = try #require(machine.change(of: trigger, on: .unavailable("503"), at: Self.now, jitter: 1))
            pauses.append(try #require(trigger.dueAt).timeIntervalSince(Self.now))
            trigger = try #require(machine.change(of: trigger, on: .claimed, at: Self.now, jitter: 1))
        }
        #expect(pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
        #expect(after([.claimed, .unavailable("503")], jitter: 0)?.dueAt == Self.now)
    }

    @Test func `it gives up after the last attempt and says why`() throws {
        var trigger: TriggerProgress? = after([.claimed])
        for _ in 0..<11 {
            trigger = trigger.flatMap { machine.change(of: $0, on: .unavailable("503"), at: Self.now, jitter: 0) }
            trigger = trigger.flatMap { machine.change(of: $0, on: .claimed, at: Self.now, jitter: 0) }
        }
        let last = try #require(trigger)
        let end = machine.change(of: last, on: .unavailable("Prefect answered 503"), at: Self.now, jitter: 0)
        #expect(end?.state == .dead)
        #expect(end?.reason == "given up after 12 attempts: Prefect answered 503")
    }

    @Test func `a run is looked at less and less often`() throws {
        var trigger = try #require(after([.claimed, .started(Self.run)]))
        var pauses: [Double] = []
        for _ in 0..<8 {
            pauses.append(try #require(trigger.dueAt).timeIntervalSince(Self.now))
            trigger = try #require(machine.change(of: trigger, on: .polled(.running("")), at: Self.now, jitter: 1))
        }
        #expect(pauses.map { ($0 * 100).rounded() / 100 } == [5, 7.5, 11.25, 16.88, 25.31, 37.97, 56.95, 60])
    }

    @Test func `a run that is not listed is lost after a minute`() throws {
        let started = try #require(after([.claimed, .started(Self.run)]))
        let first = try #require(machine.change(of: started, on: .polled(.missing), at: Self.now, jitter: 1))
        #expect(first.state == .running)
        let late = Self.now.addingTimeInterval(60)
        #expect(machine.change(of: first, on: .polled(.missing), at: late, jitter: 1)?.state == .lost)
        let found = try #require(machine.change(of: first, on: .polled(.running("")), at: late, jitter: 1))
        #expect(found.missingSince == nil)
    }
}
