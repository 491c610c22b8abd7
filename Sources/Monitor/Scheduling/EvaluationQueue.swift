import Foundation

/// Decides which models are looked at and evaluated when; knows no clock, no thread and no data.
///
/// A look at the files and an evaluation of changed ones wait in two lines, so that unchanged models are confirmed
/// however long evaluations take. Who waits longest is next. Of several places for evaluations the last is closed to
/// models whose evaluation took long, so that these cannot take them all. What does not stop when its time is over
/// gives up its place, and its model waits until it returns.
struct EvaluationQueue: Sendable {
    /// What a model is doing.
    private enum Activity: Equatable {
        /// It is on the agenda.
        case waiting
        /// It is in the line.
        case queued(since: Moment)
        case working(job: Int)
        /// A job was abandoned and has not returned yet.
        case stuck(job: Int)
    }

    private struct Entry {
        var schedule: EvaluationSchedule
        var activity = Activity.waiting
        /// How long the last evaluation took.
        var duration = Duration.zero

        var isQueued: Bool {
            if case .queued = activity { true } else { false }
        }

        var isStuck: Bool {
            if case .stuck = activity { true } else { false }
        }
    }

    private struct Running {
        let job: EvaluationJob
        var deadline: Duration
        var isCancelled = false
    }

    /// How long a job that was told to stop may go on.
    static let grace = Duration.seconds(5)
    /// How long a look has its place; one that takes longer goes on without, so that disks that hang hold up no other.
    static let lookPatience = Duration.seconds(2)
    /// From which duration on an evaluation is long.
    static let long = Duration.seconds(10)

    private var width: EvaluationWidth
    private var entries: [String: Entry] = [:]
    /// Models that wait for their next look.
    private var agenda = Agenda()
    /// Models that wait for their evaluation, in the order in which they came.
    private var line: [String] = []
    /// When the values of models that are stuck are reviewed next.
    private var reviews: [String: Duration] = [:]
    private var running: [Int: Running] = [:]
    private var nextID = 0
    private var isStopping = false

    init(width: EvaluationWidth) {
        self.width = width
    }

    /// Takes over other models. Those that stay go on; what runs for others, or for models whose data or checks are
    /// other ones, is told to stop.
    ///
    /// - Parameter models: With whether an evaluation that runs still means them.
    mutating func arrange(
        _ models: [(name: String, timing: EvaluationTiming, isSame: Bool)], width: EvaluationWidth, at now: Moment
    ) {
        let before = entries
        self.width = width
        entries = [:]
        for model in models {
            guard model.isSame, var entry = before[model.name] else {
                let schedule = EvaluationSchedule(model.name, timing: model.timing, at: now)
                entries[model.name] = Entry(schedule: schedule)
                continue
            }
            entry.schedule = entry.schedule.changed(to: model.timing, name: model.name, at: now)
            entries[model.name] = entry
        }
        agenda = Agenda()
        for (name, entry) in entries where entry.activity == .waiting { agenda.insert(name, due: entry.schedule.due) }
        line = line.filter { entries[$0]?.isQueued ?? false }
        reviews = reviews.filter { entries[$0.key]?.isStuck ?? false }
        for (id, item) in running where !isMeant(item.job) && !item.isCancelled { running[id]?.deadline = now.uptime }
    }

    /// Begins nothing any more and tells what runs to stop.
    mutating func stop(at now: Moment) {
        isStopping = true
        for (id, item) in running { running[id]?.deadline = min(item.deadline, now.uptime) }
    }

    /// Whether everything has come to its end after ``stop(at:)``.
    var isDone: Bool { isStopping && running.isEmpty }

    /// What is to be done now. Ask again when something ended and at ``wakeUp(after:)``.
    mutating func steps(at now: Moment) -> [EvaluationStep] {
        overdue(now) + (isStopping ? [] : looks(now) + evaluations(now) + dueReviews(now))
    }

    /// When there may be another step if nothing ends before.
    func wakeUp(after now: Moment) -> Duration? {
        let deadlines = running.values.map { $0.isCancelled ? $0.deadline + Self.grace : $0.deadline }
        guard !isStopping else { return deadlines.min() }
        let places = lookPlaces(now)
        let look = places.count < EvaluationWidth.looks ? agenda.firstDue : places.min()
        return [deadlines.min(), reviews.values.min(), look].compactMap { $0 }.min()
    }

    private mutating func overdue(_ now: Moment) -> [EvaluationStep] {
        var steps: [EvaluationStep] = []
        for (id, item) in running.sorted(by: { $0.key < $1.key }) where item.deadline <= now.uptime {
            if !item.isCancelled {
                running[id]?.isCancelled = true
                running[id]?.deadline = now.uptime
                steps.append(.cancel(item.job))
            } else if item.deadline + Self.grace <= now.uptime {
                running[id] = nil
                if isMeant(item.job) {
                    entries[item.job.model]?.activity = .stuck(job: id)
                    planReview(of: item.job.model, at: now)
                }
                steps.append(.abandon(item.job))
            }
        }
        return steps
    }

    private mutating func looks(_ now: Moment) -> [EvaluationStep] {
        var steps: [EvaluationStep] = []
        while lookPlaces(now).count < EvaluationWidth.looks, let name = agenda.popFirst(dueBy: now.uptime),
            let schedule = entries[name]?.schedule
        {
            if schedule.isOpen(at: now) {
                steps.append(begin(.look, name, timeout: schedule.timing.lookTimeout, at: now))
            } else {
                wait(name) { $0.postponeToOpening(now) }
                steps.append(.review(name))
            }
        }
        return steps
    }

    private mutating func evaluations(_ now: Moment) -> [EvaluationStep] {
        var steps: [EvaluationStep] = []
        var rest: [String] = []
        while runningCount < width.evaluations, !line.isEmpty {
            let name = line.removeFirst()
            guard let entry = entries[name], entry.schedule.isOpen(at: now) else {
                wait(name) { $0.postponeToOpening(now) }
                continue
            }
            if hasPlace(for: entry, at: now) {
                steps.append(begin(.evaluation, name, timeout: entry.schedule.timing.timeout, at: now))
            } else {
                rest.append(name)
            }
        }
        line = rest + line
        return steps
    }

    /// The last of several places is closed to models whose evaluations are long.
    private func hasPlace(for entry: Entry, at now: Moment) -> Bool {
        width.evaluations == 1 || entry.duration <= Self.long || longCount(now) < width.evaluations - 1
    }

    private mutating func dueReviews(_ now: Moment) -> [EvaluationStep] {
        let due = reviews.filter { $0.value <= now.uptime }.keys.sorted()
        for name in due { planReview(of: name, at: now) }
        return due.map { .review($0) }
    }

    private mutating func planReview(of name: String, at now: Moment) {
        reviews[name] = entries[name].map { now.uptime + $0.schedule.timing.interval }
    }

    /// Puts a model back on the agenda, after a change of its schedule.
    private mutating func wait(_ name: String, _ plan: (inout EvaluationSchedule) -> Void) {
        guard var entry = entries[name] else { return }
        plan(&entry.schedule)
        entry.activity = .waiting
        entries[name] = entry
        agenda.insert(name, due: entry.schedule.due)
    }

    private mutating func begin(
        _ kind: EvaluationJob.Kind, _ model: String, timeout: Duration, at now: Moment
    ) -> EvaluationStep {
        nextID += 1
        let job = EvaluationJob(id: nextID, kind: kind, model: model, start: now, deadline: now.uptime + timeout)
        running[job.id] = Running(job: job, deadline: job.deadline)
        entries[model]?.activity = .working(job: job.id)
        return .begin(job)
    }

    /// When each of the places for looks that are taken is free again, if the look does not end before.
    private func lookPlaces(_ now: Moment) -> [Duration] {
        running.values.filter { $0.job.kind == .look }.map { $0.job.start.uptime + Self.lookPatience }
            .filter { $0 > now.uptime }
    }

    /// How many evaluations run that are long, by their last time or by now.
    private func longCount(_ now: Moment) -> Int {
        running.values.count { item in
            let duration = max(entries[item.job.model]?.duration ?? .zero, now.uptime - item.job.start.uptime)
            return item.job.kind == .evaluation && duration > Self.long
        }
    }
}

extension EvaluationQueue {
    /// Whether a job is what its model is doing: not if the model is gone, or is another one by now.
    private func isMeant(_ job: EvaluationJob) -> Bool {
        entries[job.model]?.activity == .working(job: job.id)
    }

    /// Ends a job. Tells whether its result still counts.
    private mutating func end(_ job: EvaluationJob) -> Bool {
        running[job.id] = nil
        return isMeant(job) && !isStopping
    }

    /// Whether the model of a job waits for it to return.
    func isStuck(_ job: EvaluationJob) -> Bool {
        entries[job.model]?.activity == .stuck(job: job.id)
    }

    /// Ends a look; changed data wait for their evaluation. Tells whether the result still counts.
    mutating func looked(_ job: EvaluationJob, needsEvaluation: Bool, at now: Moment) -> Bool {
        guard end(job) else { return false }
        if needsEvaluation {
            entries[job.model]?.activity = .queued(since: now)
            line.append(job.model)
        } else {
            wait(job.model) { $0.looked(since: job.start, at: now) }
        }
        return true
    }

    /// Whether data of a model that failed and are still the same are to be evaluated again.
    func isRetryDue(_ model: String, at now: Moment) -> Bool {
        entries[model]?.schedule.isRetryDue(at: now) ?? false
    }

    /// Ends an evaluation that came to a result. Tells whether it still counts.
    mutating func succeeded(_ job: EvaluationJob, at now: Moment) -> Bool {
        guard end(job) else { return false }
        entries[job.model]?.duration = now.uptime - job.start.uptime
        wait(job.model) { $0.succeeded(since: job.start, at: now) }
        return true
    }

    /// Ends an evaluation that came to none. Tells whether that still counts.
    mutating func failed(_ job: EvaluationJob, at now: Moment, jitter: Double) -> Bool {
        guard end(job) else { return false }
        entries[job.model]?.duration = now.uptime - job.start.uptime
        wait(job.model) { $0.failed(since: job.start, at: now, jitter: jitter) }
        return true
    }

    /// Notes that what hung has returned: the model is looked at again.
    mutating func returned(_ job: EvaluationJob, at now: Moment, jitter: Double) -> Bool {
        guard isStuck(job) else { return false }
        reviews[job.model] = nil
        wait(job.model) { $0.failed(since: job.start, at: now, jitter: jitter) }
        return true
    }

    /// Models that wait for a place to be evaluated.
    var queuedCount: Int { line.count }

    /// Evaluations that run.
    var runningCount: Int { running.values.count { $0.job.kind == .evaluation } }

    /// How many could.
    var widthCount: Int { width.evaluations }

    /// How long the model that waits longest for a place has waited; zero if none waits.
    func longestWait(at now: Moment) -> Duration {
        // The first of the line has waited longest.
        guard let first = line.first, case .queued(let since)? = entries[first]?.activity else { return .zero }
        return now.uptime - since.uptime
    }

    /// Whether the next look at a model waits for its window to open.
    func isPostponed(_ model: String) -> Bool {
        entries[model]?.schedule.isPostponed ?? false
    }
}
