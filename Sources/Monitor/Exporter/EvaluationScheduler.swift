import Checks
import Dataset
import Foundation
import Logging
import NIOPosix
import ServiceLifecycle
import Synchronization
import Transfers

/// Looks at the data of all models and evaluates those that changed, as ``EvaluationQueue`` decides.
///
/// Each job has threads of its own. A job that does not stop when its time is over is abandoned with its threads, so that
/// a source that hangs holds up its own model only.
final class EvaluationScheduler: Service {
    private let register: Mutex<ModelRegister>
    private let works = Mutex<[Int: EvaluationWork]>([:])
    /// Models whose state is newer than the snapshot.
    private let unpublished = Mutex<Set<String>>([])
    /// Held while the snapshot is made and put in its place, so that an older one never follows a newer one.
    private let publishing = Mutex(())
    private let publisher = NIOThreadPool(numberOfThreads: 1)
    private let reserve = ThreadReserve()
    private let signal = Signal()
    /// Wakes after each evaluation, for one consumer.
    let evaluated = Signal()
    /// What scrapes see.
    let snapshots: SnapshotStore
    private let storagePath: String
    private let clock: MomentClock
    private let logger: Logger

    private static let mostAttempts = 3

    /// - Parameter storagePath: The folder for everything kept.
    init(_ configuration: Configuration, storagePath: String, clock: MomentClock, logger: Logger) {
        let cache = configuration.global.profileCache(storage: storagePath)
        let register = ModelRegister(configuration, cache: cache, at: clock.now)
        self.register = Mutex(register)
        snapshots = SnapshotStore(register.all)
        self.storagePath = storagePath
        self.clock = clock
        self.logger = logger
    }

    /// Works until the process is told to stop, and then waits a little for what runs.
    func run() async throws {
        publisher.start()
        await withTaskCancellationOrGracefulShutdownHandler {
            await work()
        } onCancelOrGracefulShutdown: {
            self.register.withLock { $0.stop(at: self.clock.now) }
            self.signal.wake()
        }
        reserve.close()
        try await publisher.shutdownGracefully()
    }

    /// Takes over another configuration: what is gone from it is gone from the snapshot when this returns.
    func apply(_ configuration: Configuration) {
        let cache = configuration.global.profileCache(storage: storagePath)
        publishing.withLock { _ in
            let states = register.withLock { register in
                register.change(to: configuration, cache: cache, at: clock.now)
                return register.all
            }
            snapshots.replaceAll(with: states)
        }
        signal.wake()
    }

    /// What evaluations of a model go by.
    func settings(of model: String) -> EvaluationSettings {
        register.withLock { $0.settings(of: model) }
    }

    /// The samples about the queue of evaluations.
    var measurements: [Checks.Measurement] {
        register.withLock { $0.measurements(at: clock.now) }
    }

    private func work() async {
        await withDiscardingTaskGroup { group in
            var alarm: Duration?
            signal.wake()
            for await _ in signal.wakeUps {
                let now = clock.now
                let next = register.withLock { $0.next(at: now) }
                for step in next.steps { carryOut(step, in: &group) }
                if next.isDone { break }
                if let set = alarm, set <= now.uptime { alarm = nil }
                guard let wakeUp = next.wakeUp, alarm.map({ wakeUp < $0 }) ?? true else { continue }
                alarm = wakeUp
                group.addTask {
                    try? await self.clock.sleep(until: wakeUp)
                    self.signal.wake()
                }
            }
            // Cancelled rather than told to stop: there is nobody left to watch over what hangs.
            works.withLock { works in works.values.forEach { $0.threads.abandon {} } }
            group.cancelAll()
        }
    }

    private func carryOut(_ step: EvaluationStep, in group: inout DiscardingTaskGroup) {
        switch step {
        case .begin(let job):
            let count = job.kind == .look ? 1 : register.withLock { $0.readers }
            let work = EvaluationWork(threads: reserve.take(count))
            works.withLock { $0[job.id] = work }
            group.addTask { await self.carryOut(job, work) }
        case .cancel(let job):
            works.withLock { $0[job.id] }?.cancellation.cancel()
        case .abandon(let job):
            note(job.model) { $0.abandoned(job, at: $1) }
            abandon(job)
            group.addTask { await self.publish(job.model) }
        case .review(let model):
            note(model) { $0.review(model, at: $1) }
            group.addTask { await self.publish(model) }
        }
    }

    private func abandon(_ job: EvaluationJob) {
        let isRunning = works.withLock { works in
            guard let work = works[job.id] else { return false }
            work.threads.abandon { self.returned(job) }
            return true
        }
        if !isRunning { returned(job) }
    }

    private func returned(_ job: EvaluationJob) {
        note(job.model) { $0.returned(job, at: $1) }
        signal.wake()
    }

    private func carryOut(_ job: EvaluationJob, _ work: EvaluationWork) async {
        let news =
            switch job.kind {
            case .look: await look(job, work)
            case .evaluation: await evaluate(job, work)
            }
        // The next job need not wait until the news are on the page.
        _ = works.withLock { $0.removeValue(forKey: job.id) }
        reserve.giveBack(work.threads)
        signal.wake()
        switch news {
        case .nothing: break
        case .state: await publish(job.model)
        case .evaluation(let model): await publish(job.model, history: model)
        }
    }

    /// What a job has to tell.
    private enum News {
        case nothing
        /// Another state of the model.
        case state
        /// A new evaluation of the model.
        case evaluation(ModelConfiguration)
    }
}

extension EvaluationScheduler {
    private func look(_ job: EvaluationJob, _ work: EvaluationWork) async -> News {
        let known = register.withLock { register in
            register.state(of: job.model).map {
                ($0.model, register.settings(of: job.model), register.needsHistory(job.model))
            }
        }
        guard let (model, settings, needsHistory) = known else { return drop(job) }
        let historyFile = QualityHistoryFile(storage: storagePath, model: model)
        do {
            let date = clock.now.date
            let evaluator = ModelEvaluator(model, on: work.threads, settings: settings)
            let identities = try await evaluator.identities(at: date, cancellation: work.cancellation)
            let history = needsHistory ? try await work.threads.run { historyFile.read() } : nil
            let found = EvaluatedData(identities: identities, of: model.definition, at: date)
            note(job.model) { $0.looked(job, found: found, history: history, at: $1) }
            return .state
        } catch {
            // Abandoned: nothing was found out.
            return drop(job)
        }
    }

    /// Evaluates the data; those that a writer replaced meanwhile are read again at once, a few times.
    private func evaluate(_ job: EvaluationJob, _ work: EvaluationWork) async -> News {
        let known = register.withLock { register in
            register.state(of: job.model).map { ($0.model, register.settings(of: job.model)) }
        }
        guard let (model, settings) = known else { return drop(job) }
        let evaluator = ModelEvaluator(model, on: work.threads, settings: settings)
        for attempt in 1...Self.mostAttempts {
            do {
                let date = clock.now.date
                let identities =
                    attempt == 1
                    ? try await evaluator.knownIdentities(at: date, cancellation: work.cancellation)
                    : try await evaluator.identities(at: date, cancellation: work.cancellation)
                let data = EvaluatedData(identities: identities, of: model.definition, at: date)
                let result = try await Self.evaluate(evaluator, work, at: date)
                if case .failure(let error) = result, case .changedWhileRead = error.cause,
                    attempt < Self.mostAttempts
                {
                    continue
                }
                let isNew = note(job.model) { $0.evaluated(job, result, data: data, at: $1) }
                guard isNew else { return .nothing }
                if case .success = result { return .evaluation(model) }
                return .state
            } catch {
                // Abandoned: nothing was found out.
                return drop(job)
            }
        }
        return .nothing
    }

    private static func evaluate(
        _ evaluator: ModelEvaluator, _ work: EvaluationWork, at date: Date
    ) async throws -> Result<EvaluationResult, EvaluationError> {
        do {
            let evaluation = try await evaluator.evaluate(at: date, cancellation: work.cancellation)
            return .success(try await work.threads.run { EvaluationResult(evaluation) })
        } catch let error as EvaluationError {
            return .failure(error)
        }
    }

    private func drop(_ job: EvaluationJob) -> News {
        note(job.model) { $0.dropped(job, at: $1) }
        return .nothing
    }

    /// Changes what is known of a model and tells the log; whether there is another evaluation than before.
    @discardableResult
    private func note(_ name: String, _ change: (inout ModelRegister, Moment) -> Void) -> Bool {
        let now = clock.now
        let (before, after) = register.withLock { register in
            let before = register.state(of: name)
            change(&register, now)
            return (before, register.state(of: name))
        }
        guard let before, let after else { return false }
        EvaluationLog(model: after.model, logger: logger).report(from: before, to: after)
        return after.evaluationCount != before.evaluationCount
    }

    /// Writes the pages with what is known of a model by now; writing those of thousands of series is work for a thread.
    ///
    /// - Parameter model: The model that was evaluated; nil if none was.
    private func publish(_ name: String, history model: ModelConfiguration? = nil) async {
        _ = unpublished.withLock { $0.insert(name) }
        try? await publisher.runIfActive {
            self.writeSnapshot()
            if let model {
                self.keepHistory(of: model)
                self.evaluated.wake()
            }
        }
    }

    private func writeSnapshot() {
        publishing.withLock { _ in
            let names = unpublished.withLock { names in
                defer { names = [] }
                return names
            }
            guard !names.isEmpty else { return }
            snapshots.update(register.withLock { $0.states(of: names) })
        }
    }

    /// That trends cannot be kept is no fault of the data: until a restart they are known.
    private func keepHistory(of model: ModelConfiguration) {
        guard let history = register.withLock({ $0.state(of: model.name)?.history }) else { return }
        do {
            try QualityHistoryFile(storage: storagePath, model: model).write(history)
        } catch {
            logger.warning(
                "trends are lost with the process", metadata: ["model.name": "\(model.name)", "error": "\(error)"])
        }
    }
}
