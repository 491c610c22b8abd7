import Foundation
import Testing
import TestSupport

@testable import Monitor

struct VerdictStateMachineTests {
    private static let start = Date(timeIntervalSince1970: 1_800_000_000)

    static func configuration(_ settings: String) throws -> VerdictConfiguration {
        let text = """
            prometheus: {url: "http://localhost:9090"}
            policies:
              - name: p
                match: [a=b]
                engine: {command: {argv: [/bin/true]}}
                verdict:
                  metrics: [{name: m, min_improvement: 0.05}]
                  registry: {mlflow: {url: "http://localhost:5000"}}
                  \(settings)
            """
        return try #require(try Configuration(text: text).policies.first?.verdict)
    }

    /// A verdict led to its end, by calls of the worker's kind.
    private struct Course {
        var registry = SimulatedRegistry()
        var progress = VerdictProgress(champion: ModelVersion(version: "1", metrics: ["m": 0.8]))
        var now = VerdictStateMachineTests.start
        var steps = 0
        /// Stages in the order in which they were entered.
        var stages: [VerdictStage] = []

        /// Advances until the end. Where the worker would come back, it may be killed instead, and goes on from what
        /// was stored; between two calls somebody may meddle.
        mutating func run(
            _ configuration: VerdictConfiguration, seed: UInt64 = 1, crashRate: Double = 0,
            meddle: (inout SimulatedRegistry, inout SplitMix64) -> Void = { _, _ in }
        ) throws -> RetrainingVerdict {
            var random = SplitMix64(seed: seed)
            let machine = VerdictStateMachine(configuration: configuration)
            var stored = progress
            while true {
                steps += 1
                try #require(steps < 100_000, "it never ends")
                if progress.stage != stored.stage, progress.stage.isStoredFirst { stored = progress }
                let action = machine.action(progress, at: now)
                if case .finish(let verdict) = action { return verdict }
                let answer = registry.perform(action, at: now, using: &random)
                if Double.random(in: 0..<1, using: &random) < crashRate {
                    progress = stored
                    continue
                }
                let next = machine.progress(of: progress, after: answer, at: now)
                if next.progress.stage != progress.stage { stages.append(next.progress.stage) }
                progress = next.progress
                guard let wait = next.wait else { continue }
                stored = progress
                now = max(now, wait.until)
                meddle(&registry, &random)
            }
        }
    }

    @Test func `a better challenger becomes the champion, and the old one is kept by its alias`() throws {
        var course = Course()
        let verdict = try course.run(Self.configuration("promote: alias"))
        #expect(verdict.outcome == .promoted)
        #expect(verdict.reason == "m went from 0.8 to 0.9")
        #expect(course.registry.champion == "2" && course.registry.previousChampion == "1")
        #expect(course.stages == [.promoting, .preparing, .checking, .moving, .checking, .marking, .done])
        #expect(Set(course.registry.tags.keys) == ["1", "2"])
    }

    @Test func `a challenger that is no better is rejected, and nothing is moved`() throws {
        var course = Course()
        course.registry.challenger.metrics["m"] = 0.82
        let verdict = try course.run(Self.configuration("promote: alias"))
        #expect(verdict.outcome == .rejected)
        #expect(verdict.reason == "no goal is reached: m went from 0.8 to 0.82")
        #expect(course.registry.moves.isEmpty && course.registry.previousChampion == nil)
    }

    @Test func `who promotes nothing is told that the challenger passed`() throws {
        var course = Course()
        #expect(try course.run(Self.configuration("promote: none")).outcome == .passed)
        #expect(course.registry.moves.isEmpty)
    }

    @Test func `a champion that somebody else moved is left alone`() throws {
        for stage in [VerdictStage.promoting, .checking] {
            var course = Course()
            course.progress.challenger = course.registry.challenger
            course.progress.stage = stage
            course.registry.champion = "9"
            let verdict = try course.run(Self.configuration("promote: alias"))
            #expect(verdict.outcome == .conflict)
            #expect(course.registry.champion == "9" && course.registry.previousChampion == nil)
        }
    }

    @Test func `a run without a new version is waited for, and then given up`() throws {
        var course = Course()
        course.registry.challenger.version = "1"
        let verdict = try course.run(Self.configuration("promote: alias\n      registry_grace: 2m"))
        #expect(verdict.outcome == .inconclusive)
        #expect(verdict.reason == "gave up after 2m: the run has made no new version yet")
        #expect(course.now == Self.start + 120)
    }

    @Test func `without a snapshot the champion of now is taken, and that is told`() throws {
        var course = Course()
        course.progress = VerdictProgress(warnings: ["the champion before the run is not known: refused"])
        let verdict = try course.run(Self.configuration("promote: alias"))
        #expect(verdict.outcome == .promoted)
        #expect(verdict.reason.hasSuffix("; the champion before the run is not known: refused"))
    }

    private static let watch = """
        promote: alias
              watch: {query: bad, for: 1m, window: 10m}
              reference: {command: {argv: [/bin/true]}}
        """

    @Test func `only after a watch without a breach the reference is changed`() throws {
        var course = Course()
        course.registry.isBreached = { [Self.start + 30, Self.start + 45].contains($0) }
        #expect(try course.run(Self.configuration(Self.watch)).outcome == .promoted)
        #expect(course.now == Self.start + 600)
        #expect(course.registry.hooks == [.reference])
        #expect(course.registry.champion == "2")
    }

    @Test func `a breach that lasts brings the old champion back, which is read back`() throws {
        var course = Course()
        course.registry.isBreached = { $0 >= Self.start + 120 }
        let verdict = try course.run(Self.configuration(Self.watch))
        #expect(verdict.outcome == .rolledBack)
        #expect(verdict.reason == "the watch found a breach: worse")
        #expect(course.now == Self.start + 180)
        #expect(course.registry.champion == "1" && course.registry.hooks.isEmpty)
        #expect(course.stages.suffix(5) == [.reverting, .restoring, .reverting, .marking, .done])
    }

    @Test func `with rollback off a breach is told, and the reference stays`() throws {
        var course = Course()
        course.registry.isBreached = { _ in true }
        let verdict = try course.run(Self.configuration(Self.watch + "\n      rollback: false"))
        #expect(verdict.outcome == .promoted)
        #expect(verdict.reason.hasSuffix("the watch found a breach, and rollback is off: worse"))
        #expect(course.registry.champion == "2" && course.registry.hooks.isEmpty)
    }

    @Test func `a watch that cannot look does not pass`() throws {
        let machine = VerdictStateMachine(configuration: try Self.configuration(Self.watch))
        var progress = VerdictProgress(stage: .watching, champion: .init(version: "1"), outcome: .promoted)
        progress.deadline = Self.start
        let late = machine.progress(of: progress, after: .failed("down"), at: Self.start + 599)
        #expect(late.progress.stage == .watching && late.wait != nil)
        let over = machine.progress(of: progress, after: .failed("down"), at: Self.start + 600)
        #expect(over.progress.stage == .done && !over.progress.hasPassedWatch)
        #expect(machine.verdict(over.progress).reason == "the watch could not be finished: down")
    }

    @Test func `hooks promote and take back where there is no alias to move`() throws {
        let settings = """
            promote: {webhook: {url: "http://h"}}
                  watch: {query: bad, window: 10m}
            """
        var course = Course()
        course.registry.isBreached = { _ in true }
        #expect(try course.run(Self.configuration(settings)).outcome == .rolledBack)
        #expect(course.registry.hooks == [.promote, .rollback])
        #expect(course.registry.moves.isEmpty)
    }

    /// What fails, who meddles and where the bridge is killed is different for each seed.
    @Test(arguments: 0..<40)
    func `whatever fails, nothing is moved that must not be`(block: UInt64) throws {
        let configuration = try Self.configuration(Self.watch)
        for seed in block * 50..<(block + 1) * 50 {
            var random = SplitMix64(seed: seed)
            var course = Course()
            course.registry.failureRate = Double.random(in: 0...0.6, using: &random)
            let measures: [Double] = [0.9, 0.82, 0.7, .nan]
            let measured: Double = measures.randomElement(using: &random) ?? 0
            course.registry.challenger = ModelVersion(version: "2", metrics: ["m": measured])
            let breach = Self.start + Double.random(in: 0...2000, using: &random)
            course.registry.isBreached = { $0 >= breach }
            var others = 0
            let meddles = Bool.random(using: &random)
            let verdict = try course.run(
                configuration, seed: seed, crashRate: Double.random(in: 0...0.3, using: &random)
            ) { registry, random in
                guard meddles, Int.random(in: 0..<20, using: &random) == 0 else { return }
                registry.champion = "9"
                others += 1
            }
            let registry = course.registry
            let promotions = registry.moves.filter { $0.to == "2" }
            #expect(promotions.count <= 1, "seed \(seed)")
            for move in registry.moves {
                #expect(move.previous == "1", "seed \(seed): \(move)")
                #expect(move.to == "2" ? move.from == "1" : move == (from: "2", to: "1", previous: "1"), "seed \(seed)")
            }
            if measured.isNaN || measured < 0.85 {
                #expect(registry.moves.isEmpty && registry.previousChampion == nil, "seed \(seed)")
                #expect(verdict.outcome == (measured.isNaN ? .inconclusive : .rejected), "seed \(seed)")
            }
            switch verdict.outcome {
            case .rolledBack: #expect(registry.champion == "1" || others > 0, "seed \(seed)")
            case .promoted: #expect(promotions.count == 1, "seed \(seed)")
            case .rejected, .passed: #expect(registry.moves.isEmpty, "seed \(seed)")
            case .inconclusive, .conflict: break
            }
            if verdict.outcome != .promoted { #expect(!registry.hooks.contains(.reference), "seed \(seed)") }
            if others == 0 { #expect(verdict.outcome != .conflict, "seed \(seed)") }
        }
    }
}
