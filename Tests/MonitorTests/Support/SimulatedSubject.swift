import Foundation
import TestSupport

@testable import Monitor

/// One subject of one policy over years of virtual time: alerts come and go, the engine fails, people interfere, the
/// bridge is killed between any two steps, and the clock is set. Every broken invariant is noted.
struct SimulatedSubject {
    private struct Trigger {
        let id: Int
        var createdAt: Date
        var progress: TriggerProgress
        var finishedAt: Date?
        var episodes: Set<Int>
        var key: String { "rt-\(id)-a\(progress.attempt)" }
    }

    private let policy: PolicyConfiguration
    private let limits: DecisionSettings
    private let rules: TriggerRules
    private var engine: SimulatedEngine
    private var random: SplitMix64
    private var now = Date(timeIntervalSince1970: 1_800_000_000)
    private var triggers: [Trigger] = []
    private var spend: SimulatedSpend
    private var made = 0
    private var episode = 0
    private var endsAt: Date?
    private var reconsiderAt: Date?

    /// What was broken, in words.
    private(set) var violations: [String] = []
    /// How many triggers reached each state in the end.
    private(set) var ends: [TriggerState: Int] = [:]

    init(_ configuration: Configuration, seed: UInt64) {
        random = SplitMix64(seed: seed)
        policy = configuration.policies[Int(seed) % configuration.policies.count]
        limits = DecisionSettings(configuration)
        spend = SimulatedSpend(policy)
        let idempotency = [Idempotency.key, .name, .none][Int(seed / 7) % 3]
        rules = TriggerRules(policy, idempotency: idempotency, pollInterval: .seconds(5))
        engine = SimulatedEngine(idempotency: idempotency)
    }

    private var machine: TriggerStateMachine { TriggerStateMachine(rules: rules) }

    /// Lives through a number of episodes, and then until nothing is left to do.
    mutating func live(episodes: Int) {
        for number in 1...episodes {
            now += Double.random(in: 1...20_000, using: &random)
            run(until: now)
            begin(number)
            while let end = endsAt {
                let next = min(
                    end, nextDue ?? end, reconsiderAt ?? end, now + Double.random(in: 60...14_400, using: &random))
                run(until: next)
                if now >= end { resolve() } else { notify() }
                if Int.random(in: 0..<40, using: &random) == 0 { interfere() }
                if Int.random(in: 0..<40, using: &random) == 0 { setClock() }
            }
            forget()
        }
        finish()
    }

    // MARK: The alert

    private mutating func begin(_ number: Int) {
        episode = number
        endsAt = now + Double.random(in: 30...100_000, using: &random)
        notify()
    }

    private mutating func notify() {
        guard endsAt != nil else { return }
        decide()
    }

    private mutating func resolve() {
        endsAt = nil
        reconsiderAt = nil
        let over = episode
        apply(.resolved) { $0.episodes.contains(over) }
        if rules.cancelsPending, let active, TriggerState.pending.contains(triggers[active].progress.state),
            triggers[active].episodes.contains(episode)
        {
            violations.append("a trigger waits for an alert that is over")
        }
    }

    private mutating func decide() {
        do {
            reconsiderAt = nil
            switch try TriggerDecision(policy: policy, limits: limits, situation: situation, at: now) {
            case .create(let state, let due, let reason):
                create(TriggerProgress(state: state, reason: reason, dueAt: due))
            case .join:
                guard let active else { return violations.append("joined a trigger that is not there") }
                triggers[active].episodes.insert(episode)
                apply(.refired)
            case .suppress(_, let until, _):
                if let until, until <= now { violations.append("decides anew at once, again and again") }
                reconsiderAt = until
            }
        } catch {
            violations.append("the decision throws \(error)")
        }
    }

    private mutating func create(_ progress: TriggerProgress) {
        if active != nil { violations.append("two unfinished triggers of one subject") }
        if let last = triggers.compactMap(\.progress.runEndedAt).max(), now < last + policy.cooldown.seconds {
            violations.append("a trigger within the cooldown")
        }
        let day = triggers.count { $0.createdAt > now - 86_400 }
        if policy.dailyLimit.subject > 0, day >= policy.dailyLimit.subject {
            violations.append("more than a day's budget")
        }
        if policy.quietHours.contains(where: { $0.contains(now) }) { violations.append("a trigger in quiet hours") }
        made += 1
        triggers.append(Trigger(id: made, createdAt: now, progress: progress, episodes: [episode]))
    }

    // MARK: The workers

    /// Does what falls due up to a moment.
    private mutating func run(until moment: Date) {
        while let due = nextDue, due <= moment {
            now = max(now, due)
            work()
        }
        if let again = reconsiderAt, again <= moment, endsAt.map({ again < $0 }) ?? false {
            now = max(now, again)
            decide()
        }
        now = max(now, moment)
    }

    private mutating func work() {
        guard let index = active else { return }
        let trigger = triggers[index]
        switch machine.work(for: trigger.progress) {
        case .elapse?:
            let isBlocked = trigger.progress.state == .held && Int.random(in: 0..<4, using: &random) == 0
            apply(isBlocked ? .blocked : .elapsed)
        case .start?: start(trigger)
        case .lookUp?:
            let found = engine.find(trigger.key, at: now, using: &random)
            apply(found.map { .lookedUp($0) } ?? .unasked("down"))
        case .poll?:
            let report = engine.poll(trigger.key, at: now, using: &random)
            apply(report.map { .polled($0) } ?? .unasked("down"))
        case .cancel?:
            apply(.cancelled(engine.cancel(trigger.key, at: now, using: &random)))
        case .judge?, nil: violations.append("\(trigger.progress.state) is due and nothing is to be done")
        }
    }

    private mutating func start(_ trigger: Trigger) {
        apply(.claimed)
        guard let active, triggers[active].progress.state == .dispatching else { return }
        // Killed between the commit and the call.
        if Int.random(in: 0..<30, using: &random) == 0 { return }
        let before = engine.count(of: trigger.key)
        let outcome = engine.start(trigger.key, at: now, using: &random)
        if before == 0, engine.count(of: trigger.key) > 0 {
            violations += spend.begin(byHand: trigger.progress.attempt > 1, at: now)
        }
        guard let outcome else { return }
        apply(.dispatched(outcome))
    }

    private mutating func interfere() {
        let events: [TriggerEvent] = [
            .approved("by hand"), .rejected("by hand"), .stopped("by hand"), .retried("by hand"),
        ]
        let event = events[Int.random(in: 0..<events.count, using: &random)]
        if case .retried = event {
            guard active == nil, !triggers.isEmpty else { return }
            change(triggers.count - 1, event)
        } else if let active {
            // Somebody who approves what may be running takes the risk, so it is not ours.
            if case .approved = event, triggers[active].progress.state == .unknown, rules.idempotency == .none {
                return
            }
            change(active, event)
        }
    }

    /// Somebody sets the clock, by seconds or by weeks; what is not the bridge's goes on as before.
    private mutating func setClock() {
        let jump = Double.random(in: -1...1, using: &random) * pow(10, Double.random(in: 1...6.2, using: &random))
        now += jump
        endsAt = endsAt.map { $0 + jump }
        reconsiderAt = reconsiderAt.map { $0 + jump }
        engine.shift(by: jump)
        spend.follow(from: now - jump, to: now)
        for index in triggers.indices {
            triggers[index].createdAt = min(triggers[index].createdAt, now)
            if triggers[index].finishedAt == nil {
                triggers[index].progress = triggers[index].progress.shifted(by: jump)
            }
            triggers[index].finishedAt = triggers[index].finishedAt.map { min($0, now) }
            triggers[index].progress.runEndedAt = triggers[index].progress.runEndedAt.map { min($0, now) }
        }
    }

    // MARK: Bookkeeping

    private var active: Int? { triggers.lastIndex { $0.finishedAt == nil } }
    private var nextDue: Date? { active.flatMap { triggers[$0].progress.dueAt } }

    private mutating func apply(_ event: TriggerEvent, where isMeant: (Trigger) -> Bool = { _ in true }) {
        guard let index = active, isMeant(triggers[index]) else { return }
        change(index, event)
    }

    private mutating func change(_ index: Int, _ event: TriggerEvent) {
        let before = triggers[index].progress
        let jitter = Double.random(in: 0...1, using: &random)
        guard let after = machine.change(of: before, on: event, at: now, jitter: jitter) else { return }
        triggers[index].progress = after
        if after.hasSpent, !before.hasSpent { spend.note(at: now) }
        triggers[index].finishedAt = after.state.isTerminal ? triggers[index].finishedAt ?? now : nil
        check(before, event, after, triggers[index])
    }

    private mutating func check(
        _ before: TriggerProgress, _ event: TriggerEvent, _ after: TriggerProgress, _ trigger: Trigger
    ) {
        if case .retried = event {} else if before.state.isTerminal { violations.append("\(before.state) went on") }
        if after.state == .running, after.run == nil { violations.append("running without a run") }
        if after.state == .dead, engine.count(of: trigger.key) > 0 { violations.append("dead with a run") }
        if after.attempts > rules.retry.maxAttempts { violations.append("more starts than allowed") }
        if !after.state.isTerminal, after.dueAt == nil, after.state != .awaitingApproval {
            violations.append("\(after.state) without a time at which it is looked at")
        }
        if after.state.isTerminal, after.dueAt != nil { violations.append("\(after.state) is due") }
        if triggers.count(where: { $0.finishedAt == nil }) > 1 { violations.append("two unfinished triggers") }
        if rules.onAmbiguous == .hold || rules.idempotency != .none, engine.doubled > 0 {
            violations.append("a second run of one key after \(event)")
        }
    }

    private mutating func forget() {
        for trigger in triggers.dropLast(40) { ends[trigger.progress.state, default: 0] += 1 }
        triggers = Array(triggers.suffix(40))
        engine.forget(before: now - 1e6)
        spend.forget(before: now)
    }

    /// No alert fires any more: whatever is unfinished must come to its end by itself, or wait for a person.
    private mutating func finish() {
        let limit = now + 30 * 86_400
        while let due = nextDue, due <= limit {
            now = max(now, due)
            work()
        }
        if let active, ![.unknown, .awaitingApproval].contains(triggers[active].progress.state) {
            violations.append("stuck in \(triggers[active].progress.state)")
        }
        for trigger in triggers { ends[trigger.progress.state, default: 0] += 1 }
    }

    private var situation: KnownSituation {
        let mine = triggers.filter { $0.episodes.contains(episode) && $0.finishedAt != nil }
        let failures = triggers.filter { $0.finishedAt != nil }.reversed().prefix { $0.progress.state != .succeeded }
            .filter { [.failed, .dead, .lost].contains($0.progress.state) }
        let lastState = mine.last?.progress
        return KnownSituation(
            activeTrigger: active.map { index in
                ActiveTrigger(
                    id: "\(triggers[index].id)", state: triggers[index].progress.state, dueAt: nextDue,
                    hasEpisode: triggers[index].episodes.contains(episode))
            },
            history: EpisodeHistory(
                ended: mine.count, lastEndedAt: mine.last?.finishedAt,
                isDismissed: lastState.map {
                    [.cancelled, .rejected].contains($0.state) && ($0.run == nil || $0.cancelCause == .person)
                } ?? false),
            subjectHistory: SubjectHistory(
                failures: failures.count, lastFailedAt: failures.first?.finishedAt,
                lastRunEndedAt: triggers.compactMap(\.progress.runEndedAt).max()),
            made: triggers.map(\.createdAt), madeForSubject: triggers.map(\.createdAt),
            spendings: [
                .policy: spend.spending(waiting: triggers.count { $0.finishedAt == nil && $0.progress.run == nil })
            ])
    }
}
