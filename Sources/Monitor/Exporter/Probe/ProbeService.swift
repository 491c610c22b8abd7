import Checks
import ServiceLifecycle
import Synchronization
import Transfers

/// Evaluates models for probes: each model once at a time, for all who wait for it.
///
/// An evaluation goes on for as long as somebody waits; it is cancelled when the last one gave up.
final class ProbeService: Service {
    /// Evaluates a model, and gives up soon after it is told to.
    typealias Evaluate = @Sendable (ModelConfiguration, Cancellation) async throws -> (ModelEvaluation, [CheckRun])

    private struct State {
        var jobs: [String: ProbeJob] = [:]
        var hasEnded = false
    }

    /// As many evaluations at a time; more wait, and their time runs.
    private static let width = 4

    private let evaluate: Evaluate
    private let state = Mutex(State())
    private let queue = AsyncStream.makeStream(of: String.self)

    init(_ evaluate: @escaping Evaluate) {
        self.evaluate = evaluate
    }

    /// Works until the process is told to stop, and then gives up what is at work.
    func run() async throws {
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                var count = 0
                for await name in queue.stream {
                    if count == Self.width { await group.next() } else { count += 1 }
                    group.addTask { await self.work(on: name) }
                }
            }
        } onGracefulShutdown: {
            self.end()
        }
    }

    /// Evaluates a model, or waits with those who wait for it already.
    func outcome(of model: ModelConfiguration, within limit: Duration) async -> ProbeOutcome {
        let waiter = ProbeWaiter()
        join(model, waiter)
        return await withTaskGroup(of: Void.self) { group in
            group.addTask {
                // Ends early when the process gives up what is in progress.
                try? await Task.sleep(for: limit)
                self.leave(model.name, waiter)
            }
            let outcome = await waiter.outcome
            group.cancelAll()
            return outcome
        }
    }

    private func join(_ model: ModelConfiguration, _ waiter: ProbeWaiter) {
        let (isNew, hasEnded) = state.withLock { state in
            guard !state.hasEnded else { return (false, true) }
            let isNew = state.jobs[model.name] == nil
            state.jobs[model.name, default: ProbeJob(model, waiters: [])].add(waiter, for: model)
            return (isNew, false)
        }
        if hasEnded { waiter.resolve(.shuttingDown) }
        if isNew { queue.continuation.yield(model.name) }
    }

    private func leave(_ name: String, _ waiter: ProbeWaiter) {
        state.withLock { $0.jobs[name]?.remove(waiter) }
        waiter.resolve(.timedOut)
    }

    private func work(on name: String) async {
        guard let job = state.withLock({ $0.jobs[name] }) else { return }
        let outcome = await outcome(of: job)
        let (waiters, hasNext) = state.withLock { state in
            let finished = state.jobs.removeValue(forKey: name)
            state.jobs[name] = finished?.next
            return (finished?.waiters ?? [], finished?.next != nil)
        }
        for waiter in waiters { waiter.resolve(outcome) }
        if hasNext { queue.continuation.yield(name) }
    }

    private func outcome(of job: ProbeJob) async -> ProbeOutcome {
        guard !job.cancellation.isCancelled else { return .timedOut }
        do {
            let (evaluation, runs) = try await evaluate(job.model, job.cancellation)
            return .evaluated(evaluation, runs)
        } catch {
            return .failed("\(error)")
        }
    }

    private func end() {
        let waiters = state.withLock { state in
            state.hasEnded = true
            let jobs = state.jobs.values
            state.jobs = [:]
            for job in jobs { job.cancellation.cancel() }
            return jobs.flatMap { $0.waiters + $0.late }
        }
        queue.continuation.finish()
        for waiter in waiters { waiter.resolve(.shuttingDown) }
    }
}
