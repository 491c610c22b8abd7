import Foundation
import TestSupport
import Testing

@testable import Monitor

/// Who is looked at and evaluated when, by a clock that the test moves.
struct EvaluationQueueTests {
    /// Runs a queue against work of known length, from one event to the next.
    private struct Simulation {
        var queue: EvaluationQueue
        var now = Duration.zero
        /// How long an evaluation of a model takes; nil for one that never returns.
        var lengths: [String: Duration?] = [:]
        /// Models whose data change before every look.
        var changing: Set<String> = []
        /// Models whose files cannot even be looked up.
        var unreachable: Set<String> = []
        private(set) var looks: [String: [Duration]] = [:]
        private(set) var evaluations: [String: [Duration]] = [:]
        private(set) var cancelled: [EvaluationJob] = []
        private(set) var abandoned: [EvaluationJob] = []
        private(set) var reviewed: [String] = []
        private(set) var mostRunning = 0
        private var evaluated: Set<String> = []
        private var ends: [(at: Duration, job: EvaluationJob)] = []

        init(width: Int, _ models: [(name: String, timing: EvaluationTiming, isSame: Bool)]) {
            queue = EvaluationQueue(width: EvaluationWidth(width, budget: 1 << 30, models: models.count))
            queue.arrange(
                models, width: EvaluationWidth(width, budget: 1 << 30, models: models.count), at: moment)
        }

        var moment: Moment { EvaluationScheduleTests.moment(now) }

        mutating func run(until end: Duration) {
            while true {
                for step in queue.steps(at: moment) { take(step) }
                let wake = [queue.wakeUp(after: moment), ends.map(\.at).min()].compactMap { $0 }.min()
                guard let wake, wake <= end else {
                    now = end
                    return
                }
                now = max(wake, now)
                for end in ends where end.at <= now { finish(end.job) }
                ends.removeAll { $0.at <= now }
            }
        }

        private mutating func take(_ step: EvaluationStep) {
            switch step {
            case .begin(let job) where job.kind == .look:
                looks[job.model, default: []].append(now)
                if !unreachable.contains(job.model) { ends.append((now + .milliseconds(1), job)) }
            case .begin(let job):
                evaluations[job.model, default: []].append(now)
                mostRunning = max(mostRunning, queue.runningCount)
                if let length = lengths[job.model] ?? .milliseconds(100) { ends.append((now + length, job)) }
            case .cancel(let job): cancelled.append(job)
            case .abandon(let job): abandoned.append(job)
            case .review(let model): reviewed.append(model)
            }
        }

        private mutating func finish(_ job: EvaluationJob) {
            switch job.kind {
            case .look:
                let isNew = changing.contains(job.model) || !evaluated.contains(job.model)
                _ = queue.looked(job, needsEvaluation: isNew, at: moment)
            case .evaluation:
                if queue.succeeded(job, at: moment) { evaluated.insert(job.model) }
            }
        }
    }

    private static func models(
        _ names: [String], every interval: Duration = .seconds(30), timeout: Duration = .seconds(300)
    ) -> [(name: String, timing: EvaluationTiming, isSame: Bool)] {
        names.map {
            ($0, EvaluationTiming(interval: interval, timeout: timeout, maxAge: nil, window: nil), false)
        }
    }

    @Test func `a thousand models are all evaluated, so many at a time, and then looked at once in each interval`() {
        let names = (0..<1000).map { "model-\($0)" }
        var simulation = Simulation(width: 3, Self.models(names))
        simulation.run(until: .seconds(330))
        #expect(simulation.mostRunning == 3)
        for name in names {
            #expect(simulation.evaluations[name]?.count == 1)
            let looks = simulation.looks[name] ?? []
            #expect(looks.first.map { $0 < .seconds(2) } ?? false)
            // The first ten looks of the steady state are an interval apart, to the millisecond that a look takes.
            let pauses = zip(looks.dropFirst(2), looks.dropFirst(3)).map { $1 - $0 }
            #expect(looks.count >= 9 && pauses.allSatisfy { abs(($0 - .seconds(30)).seconds) < 0.5 }, "\(name)")
        }
        // The last of the thousand, three at a time and a tenth of a second each.
        #expect(simulation.evaluations.values.flatMap { $0 }.max().map { $0 < .seconds(35) } ?? false)
    }

    @Test func `one slow model cannot hold up the others, where there are two places`() {
        let quick = (0..<20).map { "quick-\($0)" }
        var simulation = Simulation(width: 2, Self.models(quick + ["slow-1", "slow-2", "slow-3"]))
        for name in ["slow-1", "slow-2", "slow-3"] { simulation.lengths[name] = .seconds(120) }
        simulation.changing = Set(quick + ["slow-1", "slow-2", "slow-3"])
        simulation.run(until: .seconds(3600))
        for name in quick {
            let evaluations = (simulation.evaluations[name] ?? []).filter { $0 > .seconds(400) }
            let pauses = zip(evaluations, evaluations.dropFirst()).map { $1 - $0 }
            #expect(pauses.max().map { $0 < .seconds(35) } ?? false, "\(name) \(pauses.max() ?? .zero)")
        }
        // The slow ones share what is left, in turn.
        let counts = ["slow-1", "slow-2", "slow-3"].map { simulation.evaluations[$0]?.count ?? 0 }
        #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
        #expect(counts.reduce(0, +) >= 28)
    }

    @Test func `with one place everybody has a turn, whoever waits longest first`() {
        let names = ["a", "b", "c", "slow"]
        var simulation = Simulation(width: 1, Self.models(names, every: .seconds(10)))
        simulation.lengths["slow"] = .seconds(60)
        simulation.changing = Set(names)
        simulation.run(until: .seconds(3600))
        #expect(simulation.mostRunning == 1)
        for name in names {
            let evaluations = simulation.evaluations[name] ?? []
            let pauses = zip(evaluations, evaluations.dropFirst()).map { $1 - $0 }
            #expect(pauses.max().map { $0 < .seconds(75) } ?? false, "\(name)")
        }
    }

    @Test func `unchanged models are confirmed however long evaluations take`() {
        var simulation = Simulation(width: 1, Self.models(["a", "slow"]))
        simulation.run(until: .seconds(60))
        simulation.lengths["slow"] = .seconds(250)
        simulation.changing = ["slow"]
        simulation.run(until: .seconds(660))
        let looks = (simulation.looks["a"] ?? []).filter { $0 > .seconds(60) }
        #expect(looks.count == 20)
    }

    @Test func `what hangs is told to stop, then abandoned, and not begun again until it returns`() {
        var simulation = Simulation(width: 1, Self.models(["good", "hung"], timeout: .seconds(20)))
        simulation.lengths["hung"] = .some(nil)
        simulation.changing = ["good"]
        simulation.run(until: .seconds(600))
        #expect(simulation.cancelled.map(\.model) == ["hung"])
        #expect(simulation.abandoned.map(\.model) == ["hung"])
        #expect(simulation.evaluations["hung"]?.count == 1)
        #expect(simulation.reviewed.count { $0 == "hung" } >= 18)
        let good = (simulation.evaluations["good"] ?? []).filter { $0 > .seconds(60) }
        #expect(good.count == 18)
        // It returns, with nothing that anybody waits for, and is tried again.
        simulation.lengths["hung"] = .seconds(1)
        for job in simulation.abandoned {
            let isResult = simulation.queue.succeeded(job, at: simulation.moment)
            let isReturn = simulation.queue.returned(job, at: simulation.moment, jitter: 1)
            let isReturnAgain = simulation.queue.returned(job, at: simulation.moment, jitter: 1)
            #expect(!isResult && isReturn && !isReturnAgain)
        }
        simulation.run(until: .seconds(700))
        #expect(simulation.evaluations["hung"]?.count == 2)
    }

    // Forty that hang, four at a time, two seconds each.
    @Test func `looks at a disk that is gone hold up the other models for seconds only, and once`() {
        let good = (0..<20).map { "good-\($0)" }
        let gone = (0..<40).map { "gone-\($0)" }
        var simulation = Simulation(width: 1, Self.models(good + gone, every: .seconds(60)))
        simulation.unreachable = Set(gone)
        simulation.run(until: .seconds(1800))
        for name in good {
            let looks = simulation.looks[name] ?? []
            #expect(looks.first.map { $0 < .seconds(20.1) } ?? false, "\(name)")
            let pauses = zip(looks.dropFirst(2), looks.dropFirst(3)).map { $1 - $0 }
            #expect(pauses.count > 20 && pauses.allSatisfy { abs(($0 - .seconds(60)).seconds) < 0.5 }, "\(name)")
        }
        #expect(simulation.abandoned.count == gone.count)
        for name in gone { #expect(simulation.looks[name]?.count == 1) }
    }

    @Test func `a model that is gone has its evaluation stopped, and one that changed is begun anew`() {
        var simulation = Simulation(width: 2, Self.models(["same", "changed"]))
        simulation.lengths = ["same": .seconds(100), "changed": .seconds(100)]
        simulation.run(until: .seconds(1))
        let timing = Self.models(["x"])[0].timing
        let width = EvaluationWidth(2, budget: 1 << 30, models: 2)
        simulation.queue.arrange(
            [("same", timing, true), ("changed", timing, false)], width: width, at: simulation.moment)
        simulation.run(until: .seconds(2))
        #expect(simulation.cancelled.map(\.model) == ["changed"])
        #expect(simulation.looks["changed"]?.count == 2)
        #expect(simulation.evaluations["same"]?.count == 1)
        simulation.queue.arrange([("changed", timing, true)], width: width, at: simulation.moment)
        simulation.run(until: .seconds(3))
        #expect(simulation.cancelled.map(\.model) == ["changed", "same"])
        simulation.run(until: .seconds(30))
        // Both were abandoned after their grace; only the changed model has something to do.
        #expect(simulation.abandoned.count == 2)
        #expect(simulation.evaluations["changed"]?.count == 2)
        #expect(simulation.looks["same"]?.count == 1)
    }

    @Test func `told to stop, it begins nothing and waits no longer than the grace`() {
        var simulation = Simulation(width: 1, Self.models(["hung"]))
        simulation.lengths["hung"] = .some(nil)
        simulation.run(until: .seconds(1))
        #expect(!simulation.queue.isDone)
        simulation.queue.stop(at: simulation.moment)
        simulation.run(until: .seconds(1))
        #expect(simulation.cancelled.count == 1)
        let end = simulation.queue.wakeUp(after: simulation.moment)
        #expect(end == .seconds(1) + EvaluationQueue.grace)
        simulation.run(until: .seconds(10))
        #expect(simulation.abandoned.count == 1)
        #expect(simulation.queue.isDone)
        #expect(simulation.looks["hung"]?.count == 1)
    }

    /// Any order of events leaves the queue without a wake-up in the past that nothing follows from.
    @Test(arguments: 0..<20) func `it never spins`(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let names = (0..<30).map { "m\($0)" }
        var simulation = Simulation(
            width: Int.random(in: 1...4, using: &random), Self.models(names, timeout: .seconds(9)))
        for name in names {
            let length = Duration.milliseconds(Int.random(in: 1...20_000, using: &random))
            simulation.lengths[name] = .some(Bool.random(using: &random) ? length : nil)
        }
        simulation.changing = Set(names)
        var spins = 0
        while simulation.now < .seconds(300) {
            let before = simulation.now
            simulation.run(until: before + .seconds(1))
            for step in simulation.queue.steps(at: simulation.moment) {
                Issue.record("a step was left over: \(step)")
            }
            if let wake = simulation.queue.wakeUp(after: simulation.moment), wake <= simulation.now { spins += 1 }
        }
        #expect(spins == 0)
    }

    @Test(arguments: [
        (nil, 256, 100, 1, 1, 1), (nil, 256, 100, 2, 1, 1), (nil, 256, 100, 4, 3, 1), (nil, 256, 100, 16, 4, 3),
        (nil, 256, 1, 16, 1, 15), (nil, 32, 100, 16, 2, 7), (8, 256, 100, 4, 8, 1), (8, 256, 3, 4, 3, 1),
        (nil, 256, 0, 4, 1, 3),
    ])
    func `the width leaves a processor to scrapes and memory to each`(
        configured: Int?, megabytes: Int, models: Int, processors: Int, evaluations: Int, readers: Int
    ) {
        let width = EvaluationWidth(configured, budget: megabytes << 20, models: models, processors: processors)
        #expect(width.evaluations == evaluations)
        #expect(width.readers(processors: processors) == readers)
    }
}
