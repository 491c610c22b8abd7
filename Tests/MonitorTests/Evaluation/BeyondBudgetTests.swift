import Checks
import Foundation
import Statistics
import TestSupport
import Testing

@testable import Monitor

/// With `beyond_budget: bounds` numbers beyond the budget are counted in buckets: what is exported is exact, or says how
/// far it may be off.
struct BeyondBudgetTests {
    private static let data = Fixtures.url("golden/data").path()

    /// Fewer numbers than the columns have, and a bucket for about forty of them.
    private func bounds(_ folder: TemporaryFolder, keys: Int = 8000) -> MemorySettings {
        var memory = MemorySettings(budget: 1, spillFolder: folder.url.path(), beyondBudget: .bounds)
        memory.fewestKeys = keys
        return memory
    }

    private func model(drift: String, reference: String? = nil, current: String? = nil) throws -> ModelConfiguration {
        let text = """
            models:
              - name: m
                reference: {path: "\(reference ?? "\(Self.data)/s1_xl_ref.parquet")"}
                current: {path: "\(current ?? "\(Self.data)/s1_xl_cur.parquet")"}
                drift: \(drift)
                statistics: {quantiles: [0.01, 0.25, 0.5, 0.9], additional: [sum, zero_values, negative_values]}
                expectations: {normal: {min: -1.5, max: 2}, int_poisson: {values: [3, 4, 5]}}
            """
        return try #require(try Configuration(text: text).models.first)
    }

    private func values(_ evaluation: ModelEvaluation) -> [String: Double] {
        let measurements = CheckRun.all(on: evaluation).flatMap(\.findings.measurements)
        let values = measurements.map { ("\($0.metric.name) \($0.labels.joined(separator: " "))", $0.value) }
        return Dictionary(uniqueKeysWithValues: values)
    }

    private func expectBounds(_ model: ModelConfiguration, _ memory: MemorySettings) async throws {
        let expected = values(try await model.evaluated())
        let found = values(try await model.evaluated(memory: memory))
        // Sums over buckets, or without rounding, differ from those over numbers in the last digits.
        let rounded =
            ["modelwatch_column_stddev"]
            + ["wasserstein", "ed", "anderson", "cramer_von_mises", "t_test"].flatMap { test in
                expected.keys.filter { $0.hasPrefix("modelwatch_column_drift_") && $0.hasSuffix(" \(test)") }
            }
        let missing = Set(expected.keys).subtracting(found.keys)
        // Whoever has no verdict is not counted.
        let undecided = missing.filter { $0.hasPrefix("modelwatch_column_drift_detected") }
        let counting = ["modelwatch_drift", "modelwatch_dataset_drift"]
        for (series, value) in found where undecided.isEmpty || !counting.contains(where: series.hasPrefix) {
            if series.hasPrefix("modelwatch_column_drift_score_error") {
                #expect(value > 0)
                continue
            }
            let exact = try #require(expected[series], "\(series)")
            let column = series.split(separator: " ").dropFirst().joined(separator: " ")
            let error = found["modelwatch_column_drift_score_error \(column)"]
            if series.hasPrefix("modelwatch_column_drift_score "), let error {
                #expect(abs(value - exact) <= error, "\(series)")
            } else if series.hasPrefix("modelwatch_column_drift_p_value "), error != nil {
                // The limit law of Cramér and von Mises is good to 10⁻⁶.
                #expect(value >= exact * (1 - 1e-9) - 1e-6, "\(series)")
            } else if rounded.contains(where: series.hasPrefix) {
                #expect(abs(value - exact) <= 1e-10 * exact, "\(series)")
            } else {
                #expect(value == exact, "\(series)")
            }
        }
        let distinct = missing.filter { $0.hasPrefix("modelwatch_column_distinct_values") }
        #expect(!distinct.isEmpty)
        #expect(missing == distinct.union(undecided))
    }

    @Test(arguments: ["{}", "{numerical: ks}", "{numerical: psi}", "{numerical: ed}", "{compat: evidently}"])
    func `what is exported of Parquet files is exact or within its error`(drift: String) async throws {
        let folder = try TemporaryFolder()
        try await expectBounds(try model(drift: drift), bounds(folder))
        // All numbers stay in memory.
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path()).isEmpty)
    }

    @Test(arguments: ["mannw", "anderson", "cramer_von_mises", "t_test"])
    func `tests of ranks and means are exact or within their error`(test: String) async throws {
        let folder = try TemporaryFolder()
        try await expectBounds(try model(drift: "{numerical: \(test)}"), bounds(folder))
    }

    @Test func `what is exported of CSV files is exact or within its error`() async throws {
        let folder = try TemporaryFolder()
        func table(_ seed: UInt64, shift: Double) throws -> String {
            var generator = SplitMix64(seed: seed)
            let rows = (0..<9000).map { row in
                let number = generator.next() % 40 == 0 ? "" : "\(Double(generator.next() % 1_000_000) / 7 + shift)"
                return "\(number),\(Int64(bitPattern: generator.next())),c\(generator.next() % 5),\(row % 4)\n"
            }
            return try folder.write("normal,big,label,int_poisson\n" + rows.joined(), to: "\(seed).csv")
        }
        let model = try model(drift: "{}", reference: table(1, shift: 0), current: table(2, shift: 9000))
        try await expectBounds(model, bounds(folder))
    }

    /// Its values are needed one by one, so they go to a file after all.
    @Test(arguments: ["es", "empirical_mmd"])
    func `a column is kept whose test needs every number`(test: String) async throws {
        let folder = try TemporaryFolder()
        let model = try model(drift: "{columns: {normal: {test: \(test)}, heavy_t15: {test: ks}}}")
        let expected = values(try await model.evaluated())
        let found = values(try await model.evaluated(memory: bounds(folder)))
        let series = expected.filter { $0.key.contains(" m normal ") && $0.key.hasPrefix("modelwatch_column") }
        #expect(series.count > 10)
        for (name, value) in series { #expect(found[name] == value, "\(name)") }
        #expect(found["modelwatch_column_distinct_values m heavy_t15 current"] == nil)
    }

    @Test func `a reference that was kept gives the same, and buckets are not taken for numbers`() async throws {
        let folder = try TemporaryFolder()
        let cache = ProfileCache(folder: folder.path("profiles"), limit: 1 << 30)
        let (model, memory) = (try model(drift: "{numerical: ks}"), bounds(folder))
        let expected = values(try await model.evaluated(memory: memory))
        #expect(values(try await model.evaluated(memory: memory, cache: cache)) == expected)
        #expect(values(try await model.evaluated(memory: memory, cache: cache)) == expected)
        // Whoever wants every number reads the reference again.
        let exact = values(try await model.evaluated())
        #expect(values(try await model.evaluated(cache: cache)) == exact)
        // What was kept of every number is as good as buckets, or better.
        let mixed = values(try await model.evaluated(memory: memory, cache: cache))
        for (series, value) in mixed where series.hasPrefix("modelwatch_column_drift") {
            #expect(exact[series] == value)
        }
    }

    @Test func `a score that may be on either side of its threshold has no verdict`() async throws {
        let folder = try TemporaryFolder()
        let memory = bounds(folder)
        let free = values(try await model(drift: "{numerical: ed}").evaluated(memory: memory))
        let score = try #require(free["modelwatch_column_drift_score m normal_shift ed"])
        #expect(try #require(free["modelwatch_column_drift_score_error m normal_shift ed"]) > 1e-9)
        let report = await CheckReport(
            [try model(drift: "{numerical: ed, numerical_threshold: \(score)}")], memory: memory)
        #expect(report.exitCode == 1)
        let problem = try #require(report.problems.first { $0.contains("normal_shift") })
        #expect(problem.contains("may be on either side of the threshold"))
        #expect(problem.contains("global.beyond_budget"))
        let table = try report.formatted(as: .table)
        let row = try #require(table.split(separator: "\n").first { $0.contains("normal_shift") })
        #expect(row.contains(" ± ") && row.hasSuffix("undecided"))
        #expect(table.contains("exceed the memory budget and are counted in buckets"))
        let metrics = try report.formatted(as: .openmetrics)
        let labels = "{model=\"m\",column=\"normal_shift\",method=\"ed\"}"
        #expect(metrics.contains("modelwatch_column_drift_score_error\(labels)"))
        #expect(!metrics.contains("modelwatch_column_drift_detected\(labels)"))
        #expect(try report.formatted(as: .json).contains("modelwatch_column_drift_score_error"))
    }

    @Test func `buckets take no more memory than numbers`() {
        let settings = MemorySettings(budget: 240 << 20, spillFolder: "/tmp", beyondBudget: .bounds)
        for rows in [1_000_000, 100_000_000] {
            let plan = MemoryPlan(
                settings, rows: BothSides(reference: rows, current: rows), readers: 2, listsTogether: 1)
            #expect(plan.bucketLimits?.keys == plan.keyLimit)
        }
        #expect(BucketLimits(keys: 65_536).buckets == 4096)
        #expect(BucketLimits(keys: 5_000_000).buckets == 65_536)
        #expect(
            MemoryPlan(.standard, rows: BothSides(reference: 1, current: 1), readers: 1, listsTogether: 1)
                .bucketLimits == nil)
    }
}
