import Checks
import Foundation
import Testing

@testable import Monitor

struct SeriesBudgetTests {
    private static func genres() async throws -> (evaluation: ModelEvaluation, measurements: [Checks.Measurement]) {
        let folder = Fixtures.packageRoot.appending(path: "examples/genres").path()
        let evaluation = try await ModelConfiguration.genres(in: folder, current: "degraded.parquet").evaluated()
        return (evaluation, CheckRun.all(on: evaluation).flatMap(\.findings.measurements))
    }

    private static func names(_ measurements: [Checks.Measurement]) -> Set<String> {
        Set(measurements.map { "\($0.metric.name) \($0.labels)" })
    }

    @Test func `a larger limit keeps what a smaller one kept, and no limit is exceeded`() async throws {
        let (evaluation, measurements) = try await Self.genres()
        let model = measurements.count { !$0.metric.labels.contains { ["column", "label"].contains($0) } }
        var before: Set<String> = []
        for limit in stride(from: model, through: measurements.count, by: 37) {
            let kept = SeriesBudget(limit: limit).selection(measurements, of: evaluation)
            #expect(kept.count <= limit)
            #expect(before.isSubset(of: Self.names(kept)))
            before = Self.names(kept)
        }
        let all = SeriesBudget(limit: measurements.count).selection(measurements, of: evaluation)
        #expect(all == measurements)
        // What is about the model stays whatever the limit.
        #expect(SeriesBudget(limit: 1).selection(measurements, of: evaluation).count == model)
    }

    @Test func `the choice does not depend on the order of the measurements`() async throws {
        let (evaluation, measurements) = try await Self.genres()
        let budget = SeriesBudget(limit: measurements.count / 2)
        let kept = budget.selection(measurements, of: evaluation)
        #expect(Self.names(kept) == Self.names(budget.selection(measurements.reversed(), of: evaluation)))
        #expect(kept.count > measurements.count / 2 - 30)
    }

    @Test func `verdicts outlast statistics, statistics details, and the drifted columns the others`() async throws {
        let (evaluation, measurements) = try await Self.genres()
        func count(_ name: String, _ kept: [Checks.Measurement]) -> Int { kept.count { $0.metric.name == name } }
        let columns = count("modelwatch_column_drift_detected", measurements)
        for limit in stride(from: 80, to: measurements.count, by: 20) {
            let kept = SeriesBudget(limit: limit).selection(measurements, of: evaluation)
            if count("modelwatch_column_mean", kept) > 0 {
                #expect(count("modelwatch_column_drift_detected", kept) == columns)
            }
            if count("modelwatch_column_quantile", kept) > 0 {
                #expect(count("modelwatch_column_mean", kept) == count("modelwatch_column_mean", measurements))
            }
            let verdicts = kept.filter { $0.metric.name == "modelwatch_column_drift_detected" }
            if verdicts.count < columns, verdicts.contains(where: { $0.value == 0 }) {
                let drifted = measurements.filter {
                    $0.metric.name == "modelwatch_column_drift_detected" && $0.value == 1
                }
                #expect(Self.names(drifted).isSubset(of: Self.names(verdicts)))
            }
        }
    }

    @Test func `verdicts on columns outlast segments, and the most harmful segments the others`() async throws {
        let folder = Fixtures.url("windows/segments/missing").path()
        let text = """
            models:
              - name: m
                task: binary_classification
                reference: {path: "\(folder)/reference.parquet"}
                current: {path: "\(folder)/current.parquet"}
                columns: {target: label, prediction: predicted, exclude: [seen_at]}
                segments: [{column: clicks, bins: [5, 10, 20], minimum_rows: 1}]
            """
        let model = try Configuration(text: text).models[0]
        let evaluation = try await model.evaluated()
        let measurements = CheckRun.all(on: evaluation).flatMap(\.findings.measurements)
        let verdicts = measurements.filter { ColumnDriftCheck.metrics.contains($0.metric) }
        let shown = evaluation.segments.flatMap(\.shown).count
        #expect(shown > 2 && verdicts.count > 10)
        var most = 0
        for limit in 1...measurements.count {
            let kept = SeriesBudget(limit: limit).selection(measurements, of: evaluation)
            let segments = kept.filter { $0.metric.labels.contains("segment") && !$0.metric.labels.contains("label") }
            if !segments.isEmpty { #expect(Self.names(verdicts).isSubset(of: Self.names(kept))) }
            // In the order of their harm, each as a whole.
            var order: [[String]] = []
            for segment in segments where !order.contains(Array(segment.labels[1...3])) {
                order.append(Array(segment.labels[1...3]))
            }
            let all = measurements.filter {
                $0.metric.labels.contains("segment") && !$0.metric.labels.contains("label")
            }
            #expect(segments == all.filter { order.contains(Array($0.labels[1...3])) })
            #expect(order.count >= most)
            most = order.count
        }
        // The rest of the rows is the last.
        #expect(most == shown + 1)
    }

    @Test func `what is left out is counted for the last evaluation and for all`() async throws {
        let folder = Fixtures.packageRoot.appending(path: "examples/genres").path()
        let text = """
            global: {series_limit: 200}
            models:
              - {name: a, reference: {path: "\(folder)/reference.parquet"}, current: {path: "\(folder)/current.parquet"}}
              - {name: b, reference: {path: /r}, current: {path: /c}, limits: {series: 70}}
            """
        let models = try Configuration(text: text).models
        // An equal share, or less where that was asked for.
        #expect(models.map(\.definition.limits.series) == [100, 70])
        var state = ModelState(models[0], interval: .seconds(30))
        let evaluation = try await models[0].evaluated()
        let runs = CheckRun.all(on: evaluation)
        let total = runs.reduce(0) { $0 + $1.findings.measurements.count }
        for count in 1...2 {
            state.succeed(
                EvaluationResult(evaluation),
                data: .none, took: .zero, at: TestClock.at("22:51:00"))
            #expect(state.findings.seriesCount <= 100)
            let omitted = total - state.findings.seriesCount
            let page = MetricsPage(state.ownSamples).encoded(as: .text)
            #expect(page.contains("modelwatch_model_series{model=\"a\"} \(state.findings.seriesCount)\n"))
            #expect(page.contains("modelwatch_omitted_series{model=\"a\",reason=\"limit\"} \(omitted)\n"))
            #expect(page.contains("modelwatch_series_dropped_total{model=\"a\",reason=\"limit\"} \(count * omitted)\n"))
            #expect(page.contains("modelwatch_series_dropped_total{model=\"a\",reason=\"duplicate\"} 0\n"))
        }
    }

    /// Values that are the same once they are made valid, as categories whose bytes are no UTF-8 can be.
    @Test func `of duplicates the first has a series, and the rest are counted`() {
        let metric = DatasetRowsCheck.metrics[0]
        let part = PagePart(
            [1, 2, 3].map { MetricSample(Measurement(metric, ["m", "current"], $0)) }
                + [MetricSample(Measurement(metric, ["m", "reference"], 4))])
        #expect(part.seriesCount == 2)
        #expect(part.duplicateCount == 2)
    }
}
