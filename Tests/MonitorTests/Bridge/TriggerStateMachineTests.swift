import Foundation
import Testing

@testable import Monitor

struct TriggerStateMachineTests {
    private static let now = TestClock.at("12:00:00")
    private static let run = EngineRun(id: "r1", url: nil)
    private static let refusal = StartOutcome.refused("no")
    private static let down = StartOutcome.unavailable("503")

    private func machine(_ change: (inout TriggerRules) -> Void = { _ in }) -> TriggerStateMachine {
        var rules = TriggerRules()
        change(&rules)
        return TriggerStateMachine(rules: rules)
    }

    private func after(
        _ events: [TriggerEvent], from state: TriggerState = .queued, at time: Date = now, jitter: Double = 1,
        rules: (inout TriggerRules) -> Void = { _ in }
    ) -> TriggerProgress? {
        let machine = machine(rules)
        return events.reduce(TriggerProgress(state: state, reason: "", dueAt: time) as TriggerProgress?) {
            trigger, event in
            trigger.flatMap { machine.change(of: $0, on: event, at: time, jitter: jitter) }
        }
    }

    private static func polled(_ state: RunState) -> TriggerEvent { .polled(RunReport(state: state)) }

    @Test(
        arguments: [
            (.queued, [.claimed], .dispatching),
            (.held, [.elapsed], .queued),
            (.held, [.blocked], .held),
            (.awaitingApproval, [.elapsed], .cancelled),
            (.settling, [.elapsed], .succeeded),
            (.held, [.resolved], .cancelled),
            (.awaitingApproval, [.resolved], .cancelled),
            (.queued, [.resolved], .cancelled),
            (.settling, [.resolved], .succeeded),
            (.running, [.resolved], .running),
            (.dispatching, [.claimed], .dispatching),
            (.queued, [.claimed, .dispatched(refusal)], .dead),
            (.queued, [.claimed, .dispatched(down)], .dispatching),
            (.queued, [.claimed, .dispatched(.started(run))], .running),
            (.queued, [.claimed, .dispatched(.started(run)), polled(.waiting(""))], .running),
            (.queued, [.claimed, .dispatched(.started(run)), polled(.running(""))], .running),
            (.queued, [.claimed, .dispatched(.started(run)), polled(.succeeded(""))], .succeeded),
            (.queued, [.claimed, .dispatched(.started(run)), polled(.failed(""))], .failed),
            (.queued, [.claimed, .dispatched(.started(run)), polled(.cancelled(""))], .cancelled),
            (.queued, [.claimed, .dispatched(.started(run)), polled(.lost(""))], .lost),
            (.queued, [.claimed, .dispatched(.started(run)), .unasked("down")], .running),
            (.held, [.approved("ok")], .queued),
            (.awaitingApproval, [.approved("ok")], .queued),
            (.unknown, [.approved("ok")], .queued),
            (.awaitingApproval, [.rejected("no")], .rejected),
            (.queued, [.stopped("no")], .cancelled),
            (.unknown, [.stopped("no")], .cancelled),
            (.settling, [.stopped("enough")], .succeeded),
            (.unknown, [.lookedUp(run)], .running),
            (.unknown, [.lookedUp(nil)], .unknown),
            (.failed, [.retried("again")], .queued),
            (.dead, [.retried("again")], .queued),
            (.lost, [.retried("again")], .queued),
        ] as [(TriggerState, [TriggerEvent], TriggerState)])
    func `events lead from state to state`(state: TriggerState, events: [TriggerEvent], expected: TriggerState) {
        #expect(after(events, from: state)?.state == expected)
    }

    @Test(
        arguments: [
            (.running, .claimed), (.succeeded, .claimed), (.unknown, .claimed), (.settling, .claimed),
            (.dead, .claimed), (.cancelled, .claimed), (.awaitingApproval, .claimed), (.held, .claimed),
            (.queued, .dispatched(.started(run))), (.cancelled, .dispatched(.started(run))),
            (.succeeded, polled(.failed(""))), (.queued, .lookedUp(run)), (.running, .lookedUp(run)),
            (.succeeded, .resolved), (.running, .approved("")), (.running, .rejected("")), (.succeeded, .retried("")),
            (.running, .retried("")), (.failed, .stopped("")), (.running, .cancelled(.accepted)),
        ] as [(TriggerState, TriggerEvent)])
    func `other events mean nothing`(state: TriggerState, event: TriggerEvent) {
        #expect(after([event], from: state) == nil)
    }

    @Test func `nothing elapses before its time`() {
        let held = TriggerProgress(state: .held, reason: "", dueAt: Self.now + 1)
        for event in [TriggerEvent.elapsed, .blocked] {
            #expect(machine().change(of: held, on: event, at: Self.now, jitter: 0) == nil)
        }
    }

    @Test func `a claimed trigger is due at once, so that a crash goes on there`() {
        #expect(after([.claimed])?.dueAt == Self.now)
    }

    @Test func `pauses double up to the limit, with full jitter`() throws {
        var trigger = try #require(after([.claimed]))
        var pauses: [Double] = []
        for _ in 0..<11 {
            trigger = try #require(
                machine().change(of: trigger, on: .dispatched(Self.down), at: Self.now, jitter: 1))
            pauses.append(try #require(trigger.dueAt).timeIntervalSince(Self.now))
            trigger = try #require(machine().change(of: trigger, on: .claimed, at: Self.now, jitter: 1))
        }
        #expect(pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
        #expect(after([.claimed, .dispatched(Self.down)], jitter: 0)?.dueAt == Self.now)
    }

    @Test func `an engine that asks for a pause gets it, and one that locks us out is tried slowly`() {
        let asked = after([.claimed, .dispatched(.unavailable("429", retryAfter: .seconds(90)))])
        #expect(asked?.dueAt == Self.now + 90)
        #expect(after([.claimed, .dispatched(.unauthorized("401"))])?.dueAt == Self.now + 300)
    }

    /// Claims and hears the same answer until it gives up.
    private func end(of outcome: StartOutcome) -> TriggerProgress? {
        let events = Array(repeating: [TriggerEvent.claimed, .dispatched(outcome)], count: 12).flatMap { $0 }
        return after(events, jitter: 0)
    }

    @Test func `it gives up after the last start and says why`() {
        #expect(end(of: .unavailable("Prefect answered 503"))?.state == .dead)
        #expect(end(of: Self.down)?.reason == "given up after 12 starts: 503")
    }

    @Test func `where a run may have been started it does not count as dead`() {
        #expect(end(of: .ambiguous("timeout"))?.state == .unknown)
        #expect(
            after([.claimed, .dispatched(.ambiguous("timeout")), .claimed, .dispatched(Self.refusal)])?.state
                == .unknown)
        #expect(after([.claimed, .dispatched(Self.down), .claimed, .dispatched(Self.refusal)])?.state == .dead)
    }

    @Test func `an engine without keys is not called again before the run was looked for`() throws {
        let inDoubt = try #require(
            after([.claimed, .dispatched(.ambiguous("timeout"))], rules: { $0.idempotency = .none }))
        let machine = machine { $0.idempotency = .none }
        #expect(machine.work(for: inDoubt) == .lookUp)
        #expect(machine.change(of: inDoubt, on: .claimed, at: Self.now, jitter: 0) == nil)
        let found = machine.change(of: inDoubt, on: .lookedUp(Self.run), at: Self.now, jitter: 0)
        #expect(found?.state == .running)
        #expect(found?.reason == "existing run adopted")
        let notYet = try #require(machine.change(of: inDoubt, on: .lookedUp(nil), at: Self.now + 59, jitter: 0))
        #expect(notYet.state == .dispatching)
        #expect(machine.change(of: notYet, on: .lookedUp(nil), at: Self.now + 60, jitter: 0)?.state == .unknown)
        let certain = try #require(after([.claimed, .dispatched(Self.down)], rules: { $0.idempotency = .none }))
        #expect(machine.work(for: certain) == .start)
    }

    @Test func `it is started again without a look only where the policy says so`() throws {
        let rules: (inout TriggerRules) -> Void = { ($0.idempotency, $0.onAmbiguous) = (.none, .resend) }
        let inDoubt = try #require(after([.claimed, .dispatched(.ambiguous("timeout"))], rules: rules))
        let again = machine(rules).change(of: inDoubt, on: .lookedUp(nil), at: Self.now + 60, jitter: 0)
        #expect(again?.state == .queued)
        #expect(again?.mayHaveStarted == false)
    }

    @Test func `an engine with keys is simply called again`() throws {
        let inDoubt = try #require(after([.claimed, .dispatched(.ambiguous("timeout"))]))
        #expect(machine().work(for: inDoubt) == .start)
    }

    @Test func `a run is looked at less and less often`() throws {
        var trigger = try #require(after([.claimed, .dispatched(.started(Self.run))]))
        var pauses: [Double] = []
        for _ in 0..<8 {
            pauses.append(try #require(trigger.dueAt).timeIntervalSince(Self.now))
            trigger = try #require(
                machine().change(of: trigger, on: Self.polled(.running("")), at: Self.now, jitter: 1))
        }
        #expect(pauses.map { ($0 * 100).rounded() / 100 } == [5, 7.5, 11.25, 16.88, 25.31, 37.97, 56.95, 60])
    }

    @Test func `a run that is not listed is lost after a minute`() throws {
        let started = try #require(after([.claimed, .dispatched(.started(Self.run))]))
        let first = try #require(machine().change(of: started, on: Self.polled(.missing), at: Self.now, jitter: 1))
        #expect(first.state == .running)
        let late = Self.now + 60
        #expect(machine().change(of: first, on: Self.polled(.missing), at: late, jitter: 1)?.state == .lost)
        let found = try #require(machine().change(of: first, on: Self.polled(.running("")), at: late, jitter: 1))
        #expect(found.missingSince == nil)
    }

    @Test func `a success settles unless the alert is over`() throws {
        let settling = after(
            [.claimed, .dispatched(.started(Self.run)), Self.polled(.succeeded("ok"))],
            rules: { $0.settle = .seconds(600) })
        #expect(settling?.state == .settling)
        #expect(settling?.dueAt == Self.now + 600)
        let over = after(
            [.claimed, .dispatched(.started(Self.run)), .resolved, Self.polled(.succeeded("ok"))],
            rules: { $0.settle = .seconds(600) })
        #expect(over?.state == .succeeded)
    }

    @Test(
        arguments: [
            (Self.polled(.waiting("paused")), 3600.0, "the run did not begin within start_deadline"),
            (Self.polled(.running("")), 86_400.0, "the run took longer than run_deadline"),
        ])
    func `a run that is late is ended and has failed`(look: TriggerEvent, limit: Double, reason: String) throws {
        let machine = machine()
        let started = try #require(after([.claimed, .dispatched(.started(Self.run)), look]))
        let early = try #require(machine.change(of: started, on: look, at: Self.now + limit - 1, jitter: 0))
        #expect(early.cancelCause == nil)
        let late = try #require(machine.change(of: early, on: look, at: Self.now + limit, jitter: 0))
        #expect(late.cancelCause == .deadline)
        #expect(machine.work(for: late) == .cancel)
        let asked = try #require(
            machine.change(of: late, on: .cancelled(.accepted), at: Self.now + limit, jitter: 0))
        #expect(machine.work(for: asked) == .poll)
        let end = machine.change(of: asked, on: Self.polled(.cancelled("")), at: Self.now + limit + 5, jitter: 0)
        #expect(end?.state == .failed)
        #expect(end?.reason == reason)
        let stuck = machine.change(
            of: asked, on: look, at: Self.now + limit + TriggerStateMachine.cancelGrace, jitter: 0)
        #expect(stuck?.state == .lost)
    }

    @Test func `a run is ended by a resolved alert only after it stayed resolved`() throws {
        let rules: (inout TriggerRules) -> Void = { $0.cancelsRunning = true }
        let machine = machine(rules)
        let begun = after([.claimed, .dispatched(.started(Self.run)), .resolved], rules: rules)
        let resolved = try #require(begun)
        let early = machine.change(of: resolved, on: Self.polled(.running("")), at: Self.now + 599, jitter: 0)
        #expect(early?.cancelCause == nil)
        let late = machine.change(of: resolved, on: Self.polled(.running("")), at: Self.now + 600, jitter: 0)
        #expect(late?.cancelCause == .resolved)
        let refired = try #require(machine.change(of: resolved, on: .refired, at: Self.now + 300, jitter: 0))
        let kept = machine.change(of: refired, on: Self.polled(.running("")), at: Self.now + 600, jitter: 0)
        #expect(kept?.cancelCause == nil)
    }

    @Test func `a person ends a run, also one that is only being started`() {
        let running = after([.claimed, .dispatched(.started(Self.run)), .stopped("wrong data")])
        #expect(running?.cancelCause == .person)
        let starting = after([.claimed, .stopped("wrong data"), .dispatched(.started(Self.run))])
        #expect(starting?.state == .running)
        #expect(starting.map(machine().work(for:)) == .cancel)
        #expect(after([.claimed, .stopped("wrong data"), .dispatched(Self.down)])?.state == .cancelled)
    }

    @Test func `a run that cannot be ended goes on`() {
        let refused = after(
            [.claimed, .dispatched(.started(Self.run)), .stopped("x"), .cancelled(.refused("not supported"))])
        #expect(refused?.state == .running)
        #expect(refused?.reason == "the run cannot be ended: not supported")
        #expect(refused?.cancelCause == nil)
    }

    @Test(
        arguments: [
            (.promoted, .succeeded), (.passed, .succeeded), (.rejected, .rejected), (.inconclusive, .failed),
            (.rolledBack, .failed), (.conflict, .cancelled),
        ] as [(RetrainingVerdict.Outcome, TriggerState)])
    func `what a run made is judged before it counts as a success`(
        outcome: RetrainingVerdict.Outcome, state: TriggerState
    ) throws {
        let begun: [TriggerEvent] = [
            .prepared(VerdictProgress()), .claimed, .dispatched(.started(Self.run)), Self.polled(.succeeded("")),
        ]
        let judged = after(begun, rules: { $0.hasVerdict = true })
        #expect(judged?.state == .verifying)
        #expect(judged?.dueAt == Self.now)
        #expect(judged.map(machine { $0.hasVerdict = true }.work(for:)) == .judge)
        var later = VerdictProgress()
        later.moves = 1
        let wait = TriggerEvent.judged(.wait(later, until: Self.now + 9, reason: "watched"))
        let waiting = after(begun + [wait], rules: { $0.hasVerdict = true })
        #expect(waiting?.dueAt == Self.now + 9)
        #expect(waiting?.verdict?.moves == 1)
        let verdict = RetrainingVerdict(outcome: outcome, reason: "why", metrics: [])
        let end = after(begun + [wait, .judged(.finished(later, verdict))], rules: { $0.hasVerdict = true })
        #expect(end?.state == state)
        #expect(end?.reason == "\(outcome.rawValue): why")
        #expect(end?.verdict?.outcome == outcome)
    }

    @Test func `running it again takes a new attempt and forgets the old run`() {
        let again = after([.claimed, .dispatched(.started(Self.run)), Self.polled(.failed("")), .retried("fixed")])
        #expect(again == TriggerProgress(state: .queued, reason: "fixed", dueAt: Self.now, attempt: 2))
    }

    @Test func `the identity of a run may change on the way, and its output is kept`() {
        let build = EngineRun(id: "build/7", url: nil)
        let report = RunReport(state: .running(""), run: build, output: ["version": "8"])
        let running = after([.claimed, .dispatched(.started(Self.run)), .polled(report)])
        #expect(running?.run == build)
        #expect(running?.output == ["version": "8"])
    }
}
