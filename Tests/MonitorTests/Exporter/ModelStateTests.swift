import Checks
import Dataset
import Foundation
import Testing

@testable import Monitor

/// What becomes of the last good values: when evaluations fail, and when the configuration changes.
struct ModelStateTests {
    private static let there = DatasetLocation(path: Fixtures.packageRoot.appending(path: "examples/genres").path())
    private static let accuracy = "modelwatch_accuracy"

    /// The example, evaluated at 22:51.
    private func state(maxAge: Duration?) async throws -> ModelState {
        let model = try ModelConfiguration.genres(in: Self.there.path)
        var state = ModelState(model, interval: .seconds(30), maxAge: maxAge)
        let evaluation = try await model.evaluated()
        let data = EvaluatedData.now(of: model)
        state.succeed(
            EvaluationResult(evaluation), data: data, took: .milliseconds(12),
            at: TestClock.at("22:51:00"))
        return state
    }

    /// Whether the page has a family.
    private static func has(_ name: String, _ state: ModelState) -> Bool {
        let page = PageCache(SnapshotStore([state])).page(.text, .identity, since: 0).body(tail: [])
        return String(decoding: page.bytes, as: UTF8.self).contains("# TYPE \(name) ")
    }

    private static func value(_ metric: MetricDescriptor, _ state: ModelState) -> Double? {
        let sample = state.ownSamples.first { $0.metric == metric }
        guard case .number(let value)? = sample?.value else { return nil }
        return value
    }

    private func fail(_ state: inout ModelState, at time: String) {
        state.fail(
            EvaluationError(side: .current, cause: .empty("x")), data: state.data ?? .none, at: TestClock.at(time))
    }

    @Test func `values of before a fault stay until they are too old, and come back with the next success`()
        async throws
    {
        var state = try await state(maxAge: .seconds(600))
        let good = state
        fail(&state, at: "22:55:00")
        #expect(Self.has(Self.accuracy, state))
        state.review(at: TestClock.at("23:00:59"))
        #expect(Self.has(Self.accuracy, state))
        state.review(at: TestClock.at("23:01:00"))
        #expect(!Self.has(Self.accuracy, state))
        #expect(Self.value(ExporterMetric.evaluationExpired, state) == 1)
        // What tells how old they were stays.
        #expect(Self.value(ExporterMetric.checkLastSuccess, state) == TestClock.at("22:51:00").timeIntervalSince1970)
        #expect(Self.value(ExporterMetric.checkSuccess, state) == 0)
        #expect(!state.isCurrent(try #require(state.data)))
        let evaluation = try #require(good.evaluation)
        state.succeed(
            EvaluationResult(evaluation), data: try #require(good.data), took: .zero, at: TestClock.at("23:02:00"))
        #expect(Self.has(Self.accuracy, state))
        #expect(Self.value(ExporterMetric.evaluationExpired, state) == 0)
    }

    @Test func `without a limit they stay, and with on_error drop they go at once`() async throws {
        var kept = try await state(maxAge: nil)
        fail(&kept, at: "22:55:00")
        kept.review(at: TestClock.at("23:59:59"))
        #expect(Self.has(Self.accuracy, kept))
        var dropped = try await state(maxAge: .zero)
        fail(&dropped, at: "22:51:00")
        #expect(!Self.has(Self.accuracy, dropped))
    }

    @Test func `values that are confirmed do not age, nor do those of a model that waits for its schedule`()
        async throws
    {
        var state = try await state(maxAge: .seconds(600))
        state.review(at: TestClock.at("23:59:00"))
        #expect(Self.has(Self.accuracy, state))
        state.confirm(at: TestClock.at("23:59:00"))
        fail(&state, at: "23:59:30")
        #expect(Self.has(Self.accuracy, state))
    }

    @Test func `a read that hangs is told, and of which side is not known`() async throws {
        var state = try await state(maxAge: .seconds(600))
        state.hang(at: TestClock.at("22:56:00"))
        #expect(Self.value(ExporterMetric.evaluationHung, state) == 1)
        #expect(Self.value(ExporterMetric.evaluationTimeouts, state) == 1)
        #expect(Self.has(Self.accuracy, state))
        #expect(!Self.has(ExporterMetric.sourceUp.name, state))
        #expect(state.failure.map { "\($0)".hasPrefix("a read of ") } ?? false)
        state.endHang()
        #expect(Self.value(ExporterMetric.evaluationHung, state) == 0)
    }

    @Test(arguments: [
        ("owner: ml", true), ("drift: {threshold: 0.5}", true), ("limits: {categories: 3}", true),
        ("current: {path: \(there.path)/current.parquet, timeout: 9m}", true),
        ("version: '1.3'", false), ("columns: {prediction: predicted_genre}", false),
        ("current: {path: /other.parquet}", false), ("task: unsupervised", false),
    ])
    func `a change keeps the values that still mean the same, and has them evaluated anew`(
        change: String, keeps: Bool
    ) async throws {
        var state = try await state(maxAge: nil)
        var keys = [
            "version": "version: '1.2'", "task": "task: multiclass_classification",
            "reference": "reference: {path: \(Self.there.path)/reference.parquet}",
            "current": "current: {path: \(Self.there.path)/current.parquet}",
            "columns": "columns: {target: actual_genre, prediction: predicted_genre}",
        ]
        keys[String(change.prefix { $0 != ":" })] = change
        if change == "task: unsupervised" { keys["columns"] = nil }
        let text = "models: [{name: genre-classifier, \(keys.values.joined(separator: ", "))}]"
        let model = try #require(try Configuration(text: text).models.first)
        #expect(!model.isMeasured(like: state.model))
        let data = try #require(state.data)
        #expect(state.isCurrent(data))
        state.change(to: model, timing: state.timing)
        #expect(Self.has(Self.accuracy, state) == keeps)
        #expect(!state.isCurrent(data))
        #expect(state.model == model)
    }

    @Test func `another interval leaves everything as it is`() async throws {
        var state = try await state(maxAge: nil)
        let faster = EvaluationTiming(interval: .seconds(5), timeout: .seconds(9), maxAge: nil, window: nil)
        state.change(to: state.model, timing: faster)
        #expect(state.isCurrent(try #require(state.data)))
        #expect(Self.value(ExporterMetric.evaluationInterval, state) == 5)
    }
}
