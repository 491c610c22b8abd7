import Checks
import Foundation
import NIOPosix
import Statistics
import TestSupport
import Testing

@testable import Monitor

struct SamplingTests {
    private static let folder = Fixtures.url("windows").path()
    private static let now = TestClock.at("12:00:00")

    private func model(_ current: String, sampling: String?, window: String? = nil) throws -> ModelConfiguration {
        let keys = [sampling.map { ", sampling: \($0)" }, window.map { ", window: \($0)" }].compactMap { $0 }.joined()
        let text = """
            models:
              - name: m
                task: binary_classification
                reference: {path: \(Self.folder)/reference.parquet}
                current: {path: "\(current)"\(keys)}
                columns: {target: label, prediction: predicted, timestamp: seen_at}
                drift: {numerical: ks}
            """
        return try #require(try Configuration(text: text).models.first)
    }

    private func measurements(_ model: ModelConfiguration, readers: Int = 2) async throws -> [String] {
        let pool = NIOThreadPool(numberOfThreads: readers)
        pool.start()
        let settings = EvaluationSettings(memory: .standard, readers: readers)
        let evaluation = try await ModelEvaluator(model, on: pool, settings: settings).evaluate(at: Self.now)
        try await pool.shutdownGracefully()
        return CheckRun.all(on: evaluation).flatMap(\.findings.measurements).map {
            "\($0.metric.name) \($0.labels) \($0.value)"
        }
        .sorted()
    }

    @Test(arguments: ["{rows: 700}", "{ratio: 0.4, seed: 3}", "{ratio: 0.5, column: clicks}"])
    func `a sample is the same for any number of readers, in any format`(sampling: String) async throws {
        let expected = try await measurements(model("\(Self.folder)/shuffled.parquet", sampling: sampling), readers: 1)
        for file in ["shuffled.parquet", "shuffled.arrow"] {
            #expect(try await measurements(model("\(Self.folder)/\(file)", sampling: sampling)) == expected)
        }
    }

    @Test func `a sample of a window is the sample of a file with its rows`() async throws {
        let sampling = "{rows: 200}"
        let file = try await measurements(model("\(Self.folder)/two_whole_days.parquet", sampling: sampling))
        let window = try await measurements(
            model("\(Self.folder)/shuffled.parquet", sampling: sampling, window: "{last: 2d, align: 1d}"))
        #expect(window.filter { !$0.contains("_window_") && !$0.contains("_excluded_rows") } == file)
    }

    @Test func `what was drawn, and how far that may be from all rows, is told`() async throws {
        let evaluation = try await model("\(Self.folder)/shuffled.parquet", sampling: "{rows: 1000}")
            .evaluated(at: Self.now)
        let found = SamplingCheck.findings(evaluation).measurements
        func value(_ name: String, _ label: String) -> Double? {
            found.first { $0.metric.name == "modelwatch_\(name)" && $0.labels[1] == label }?.value
        }
        #expect(evaluation.rows.current.rowCount == 1000)
        #expect(value("dataset_population_rows", "current") == 4000)
        #expect(value("dataset_sampled_ratio", "current") == 0.25)
        #expect(value("dataset_population_rows", "reference") == nil)
        // 1.96 · √(0.25 / 1000 · 3000 / 3999)
        #expect(abs((value("dataset_sampling_error", "current") ?? 0) - 0.0268419) < 1e-6)
        // The reference is whole: √(ln(2 / 0.05) / (2 · 1000))
        #expect(abs((value("column_drift_sampling_error", "clicks") ?? 0) - 0.0429469) < 1e-6)
        #expect(value("column_drift_sampling_error", "country") == nil)

        let whole = try await model("\(Self.folder)/shuffled.parquet", sampling: "{rows: 1000000}")
            .evaluated(at: Self.now)
        let errors = SamplingCheck.findings(whole).measurements.filter { $0.metric.name.hasSuffix("sampling_error") }
        #expect(errors.map(\.value) == [0, 0, 0])
    }

    /// 400 seeds: accuracy over a sample lies within the stated error of that over all rows in at least 95 % of them.
    @Test func `the stated error of shares holds`() throws {
        var random = SplitMix64(seed: 5)
        let isRight = (0..<5000).map { _ in Double.random(in: 0..<1, using: &random) < 0.6 }
        let all = Double(isRight.count { $0 }) / 5000
        let error = try #require(SamplingSummary(rowCount: 5000, sampledCount: 800).shareError)
        let failures = (0..<400).count { seed in
            let sample = RowSampler(seed: seed).sample(800, of: 5000)
            let right = isRight.indices.count { sample[$0] && isRight[$0] }
            return abs(Double(right) / 800 - all) > error
        }
        // 20 are expected at the widest, with a standard deviation of 4.4.
        #expect(failures <= 30)
    }

    @Test(arguments: ["types.arrow", "types.arrows", "types_lz4.feather", "types_plain.parquet"])
    func `rows can be drawn of columns of every type`(file: String) async throws {
        let formats = Fixtures.url("formats").path()
        func measured(_ file: String) async throws -> [String: Double] {
            let text = """
                models:
                  - name: m
                    reference: {path: \(formats)/types.parquet}
                    current: {path: \(formats)/\(file), sampling: {rows: 13}}
                """
            let evaluation = try await #require(try Configuration(text: text).models.first).evaluated()
            #expect(evaluation.rows.current.rowCount == 13)
            return Dictionary(
                uniqueKeysWithValues: evaluation.columns.map {
                    ($0.name, Double($0.summaries.current?.missingCount ?? -1))
                })
        }
        let expected = try await measured("types.parquet")
        let found = try await measured(file)
        #expect(found.count > 60)
        #expect(found == expected.filter { found[$0.key] != nil })
    }

    @Test func `a CSV, which does not record its rows, is counted first`() async throws {
        let folder = try TemporaryFolder()
        let rows = (0..<500).map { "\($0 % 7).5,\($0 % 2),\($0 % 2)" }.joined(separator: "\n")
        let path = try folder.write("x,label,predicted\n" + rows + "\n", to: "a.csv")
        let evaluation = try await model(path, sampling: "{rows: 123}").evaluated()
        #expect(evaluation.rows.current.rowCount == 123)
        #expect(evaluation.sampling.current == SamplingSummary(rowCount: 500, sampledCount: 123))
    }

    @Test func `a column that is not there is an error that says so`() async throws {
        let model = try model("\(Self.folder)/shuffled.parquet", sampling: "{ratio: 0.5, column: nowhere}")
        let error = await #expect(throws: EvaluationError.self) { try await model.evaluated() }
        #expect(error?.description.contains("no sample can be drawn: no column is named \"nowhere\"") == true)
    }
}
