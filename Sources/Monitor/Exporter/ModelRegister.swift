import Checks
import Dataset
import Foundation

/// The models of an exporter: what is known of each, and who is next.
struct ModelRegister: Sendable {
    /// In the order of the configuration.
    private var names: [String]
    private var states: [String: ModelState]
    private var histories: Set<String> = []
    private var caches: [String: ProfileCacheCounts] = [:]
    private var settings: EvaluationSettings
    private var queue: EvaluationQueue

    /// - Parameter cache: Where profiles of references are kept.
    init(_ configuration: Configuration, cache: ProfileCache?, at now: Moment) {
        names = []
        states = [:]
        let width = EvaluationWidth(configuration)
        let copies = DatasetCopies(folder: configuration.global.memory.spillFolder)
        settings = EvaluationSettings(configuration, width: width, cache: cache, copies: copies)
        queue = EvaluationQueue(width: width)
        change(to: configuration, cache: cache, at: now)
    }

    /// Takes over another configuration. What stays the same goes on undisturbed; what is gone is forgotten.
    mutating func change(to configuration: Configuration, cache: ProfileCache?, at now: Moment) {
        let width = EvaluationWidth(configuration)
        let before = states
        settings.copies.keep(only: Set(configuration.models.flatMap { [$0.reference, $0.current] }))
        settings = EvaluationSettings(configuration, width: width, cache: cache, copies: settings.copies)
        names = configuration.models.map(\.name)
        states = [:]
        var entries: [(name: String, timing: EvaluationTiming, isSame: Bool)] = []
        for model in configuration.models {
            let timing = EvaluationTiming(of: model, else: configuration.global.evaluation)
            var state = before[model.name] ?? ModelState(model, timing: timing)
            entries.append((model.name, timing, before[model.name].map { model.isMeasured(like: $0.model) } ?? false))
            if !model.means(sameAs: state.model) { histories.remove(model.name) }
            state.change(to: model, timing: timing)
            states[model.name] = state
        }
        histories.formIntersection(names)
        caches = caches.filter { states[$0.key] != nil }
        queue.arrange(entries, width: width, at: now)
    }

    /// The states in the order of the configuration.
    var all: [ModelState] { states(of: names) }

    /// The states of those of the models that are still there.
    func states(of names: some Sequence<String>) -> [ModelState] {
        names.compactMap { name in
            var state = states[name]
            state?.isPostponed = queue.isPostponed(name)
            state?.profileUse = settings.cache.map { _ in (caches[name]?.hits ?? 0, caches[name]?.misses ?? 0) }
            return state
        }
    }

    /// What is known of a model; nil if it is gone.
    func state(of name: String) -> ModelState? { states[name] }

    /// What evaluations of a model go by. The counts of its cached profiles go from one to the next.
    mutating func settings(of name: String) -> EvaluationSettings {
        let counts = caches[name] ?? ProfileCacheCounts()
        caches[name] = counts
        return EvaluationSettings(
            memory: settings.memory, readers: settings.readers, cache: settings.cache, cacheCounts: counts,
            copies: settings.copies)
    }

    /// The threads that an evaluation has.
    var readers: Int { settings.readers }

    /// Whether what was kept of earlier evaluations was not read yet.
    func needsHistory(_ name: String) -> Bool { !histories.contains(name) }
}

extension ModelRegister {
    /// What is to be done now, and when to ask again.
    mutating func next(at now: Moment) -> (steps: [EvaluationStep], wakeUp: Duration?, isDone: Bool) {
        (queue.steps(at: now), queue.wakeUp(after: now), queue.isDone)
    }

    /// Looks how old the values of a model have become.
    mutating func review(_ name: String, at now: Moment) {
        states[name]?.review(at: now.date)
    }

    /// Notes that a job was abandoned.
    mutating func abandoned(_ job: EvaluationJob, at now: Moment) {
        if queue.isStuck(job) { states[job.model]?.hang(at: now.date) }
    }

    /// Begins nothing any more.
    mutating func stop(at now: Moment) {
        queue.stop(at: now)
    }

    /// Takes what a look found.
    mutating func looked(
        _ job: EvaluationJob, found: EvaluatedData, history: QualityHistory?, at now: Moment
    ) {
        guard var state = states[job.model] else {
            _ = queue.looked(job, needsEvaluation: false, at: now)
            return
        }
        if let history {
            histories.insert(job.model)
            state.remember(history)
        }
        let isCurrent = state.isCurrent(found)
        let mustWait = state.hasFailed(with: found) && !queue.isRetryDue(job.model, at: now)
        guard queue.looked(job, needsEvaluation: !isCurrent && !mustWait, at: now) else { return }
        if isCurrent { state.confirm(at: now.date) } else { state.review(at: now.date) }
        states[job.model] = state
    }

    /// Takes the result of an evaluation.
    mutating func evaluated(
        _ job: EvaluationJob, _ result: Result<EvaluationResult, EvaluationError>, data: EvaluatedData,
        at now: Moment
    ) {
        switch result {
        case .success(let result):
            guard queue.succeeded(job, at: now) else { return }
            states[job.model]?.succeed(
                result, data: data, took: now.uptime - job.start.uptime, at: now.date)
        case .failure(let error):
            guard queue.failed(job, at: now, jitter: .random(in: 0...1)) else { return }
            states[job.model]?.fail(error, data: data, at: now.date)
        }
    }

    /// Takes back a job that could not be done for no fault of the data.
    mutating func dropped(_ job: EvaluationJob, at now: Moment) {
        _ = queue.looked(job, needsEvaluation: false, at: now)
    }

    /// Notes that what hung has returned.
    mutating func returned(_ job: EvaluationJob, at now: Moment) {
        guard queue.returned(job, at: now, jitter: .random(in: 0...1)) else { return }
        states[job.model]?.endHang()
    }

    /// The samples about the queue.
    func measurements(at now: Moment) -> [Checks.Measurement] {
        [
            .init(ExporterMetric.evaluationsQueued, [], Double(queue.queuedCount)),
            .init(ExporterMetric.evaluationsRunning, [], Double(queue.runningCount)),
            .init(ExporterMetric.evaluationWidth, [], Double(queue.widthCount)),
            .init(ExporterMetric.evaluationQueueWait, [], queue.longestWait(at: now).seconds),
        ]
    }
}

extension EvaluationWidth {
    /// The width that a configuration leads to.
    init(_ configuration: Configuration) {
        self.init(
            configuration.global.evaluationWidth, budget: configuration.global.memory.budget,
            models: configuration.models.count)
    }
}

extension EvaluationSettings {
    /// What each of several evaluations at a time may take.
    init(_ configuration: Configuration, width: EvaluationWidth, cache: ProfileCache?, copies: DatasetCopies) {
        let memory = configuration.global.memory
        self.init(
            memory: MemorySettings(
                budget: memory.budget / width.evaluations, spillFolder: memory.spillFolder,
                beyondBudget: memory.beyondBudget),
            readers: width.readers(), cache: cache, cacheCounts: ProfileCacheCounts(), copies: copies)
    }
}
