import Foundation
import Logging
import ServiceLifecycle

/// Follows runs to their end, and closes episodes of which nothing is heard any more.
final class PollService: Service {
    private let workshop: TriggerWorkshop
    private let counters: BridgeCounters
    private let signal: Signal

    init(workshop: TriggerWorkshop, counters: BridgeCounters, signal: Signal) {
        self.workshop = workshop
        self.counters = counters
        self.signal = signal
    }

    func run() async throws {
        await withDiscardingTaskGroup { group in
            group.addTask { await Ticker.run(every: self.interval) { self.signal.wake() } }
            group.addTask { await Ticker.run(every: .seconds(60)) { await self.closeStaleEpisodes() } }
            for await _ in signal.wakeUps.cancelOnGracefulShutdown() { await pollDue() }
        }
    }

    private var interval: Duration {
        min(workshop.configurations.current.bridge.pollInterval, .seconds(1))
    }

    private func pollDue() async {
        do {
            let due = try await workshop.due([.running, .verifying])
            try await withThrowingDiscardingTaskGroup { group in
                for trigger in due { group.addTask { try await self.follow(trigger) } }
            }
        } catch {
            workshop.logger.error("Runs cannot be followed", metadata: ["error": "\(error)"])
        }
    }

    private func follow(_ trigger: TriggerRecord) async throws {
        _ = try await workshop.apply(await event(for: trigger), to: trigger, actor: "poll")
    }

    private func event(for trigger: TriggerRecord) async -> TriggerEvent {
        if trigger.state == .verifying { return .judged(await judge(trigger)) }
        guard let engine = workshop.engine(of: trigger), let run = trigger.progress.run else {
            return .unasked("the policy \(trigger.policy) is not configured")
        }
        do {
            if workshop.machine(for: trigger).work(for: trigger.progress) == .cancel {
                return .cancelled(try await engine.cancel(run))
            }
            return .polled(try await engine.poll(run))
        } catch {
            return .unasked("\(error)")
        }
    }

    private func judge(_ trigger: TriggerRecord) async -> VerdictStep {
        let progress = trigger.progress.verdict ?? VerdictProgress()
        guard let policy = workshop.policy(of: trigger) else {
            let pause = workshop.now() + 60
            return .wait(progress, until: pause, reason: "the policy \(trigger.policy) is not configured")
        }
        let step = await workshop.verdicts.advance(
            progress, of: trigger.request, run: trigger.progress.run, output: trigger.progress.output, policy: policy,
            at: workshop.now())
        if case .finished(_, let verdict) = step {
            counters.increase(BridgeMetric.verdicts, [trigger.policy, verdict.outcome.rawValue])
        }
        return step
    }

    private func closeStaleEpisodes() async {
        do {
            try await workshop.followClock()
            let staleAfter = workshop.configurations.current.bridge.staleAfter
            let moment = workshop.now().addingTimeInterval(-staleAfter.seconds)
            let count = try await workshop.store.closeStaleEpisodes(notSeenSince: moment)
            if count > 0 { workshop.logger.info("Closed stale episodes", metadata: ["episodes": "\(count)"]) }
            // A start after this one knows by it whether the clock went back meanwhile.
            try await workshop.store.probe(at: workshop.now())
        } catch {
            workshop.logger.error("Stale episodes cannot be closed", metadata: ["error": "\(error)"])
        }
    }
}
