import Checks
import Dataset
import Foundation
import Statistics
import Testing
import TestSupport

@testable import Monitor

/// Whole evaluations of data as they should not be.
struct ModelEvaluatorTests {
    private static let formats = Fixtures.url("formats").path()

    private func evaluate(_ reference: String, _ current: String) async throws -> ModelEvaluation {
        try await ModelConfiguration.comparing(reference, current).evaluated()
    }

    private func evaluate(reference: String, current: String) async throws -> ModelEvaluation {
        let folder = try TemporaryFolder()
        return try await evaluate(
            folder.write(reference, to: "reference.csv"), folder.write(current, to: "current.csv"))
    }

    private static let formatPairs = [
        ("types.parquet", "types.parquet"), ("types.parquet", "types.arrow"), ("types.arrows", "types.parquet"),
        ("types_lz4.feather", "types_zstd.feather"), ("types_plain.parquet", "types.arrows"),
    ]

    @Test(arguments: formatPairs)
    func `the same table does not drift from itself, whatever the format`(
        reference: String, current: String
    ) async throws {
        let evaluation = try await evaluate("\(Self.formats)/\(reference)", "\(Self.formats)/\(current)")
        #expect(evaluation.rows.reference == evaluation.rows.current)
        #expect(evaluation.rows.current.rowCount == 24)
        #expect(evaluation.rows.current.columnCount == 87)
        #expect(Set(evaluation.omissions.map(\.column)).isSuperset(of: ["nested", "list", "map", "binary", "time32"]))
        for column in evaluation.columns {
            #expect(column.summaries.reference == column.summaries.current, "\(column.name)")
            #expect(column.drift?.isDrifted != true, "\(column.name)")
        }
        let without = evaluation.columns.filter { !$0.failures.isEmpty }.map(\.name)
        #expect(Set(without) == ["null", "all_missing", "all_missing_text"])
    }

    @Test(arguments: [
        ("examples/genres/reference.parquet", "examples/genres/degraded.parquet"),
        ("Tests/Fixtures/formats/types.parquet", "Tests/Fixtures/formats/types.arrow"),
        ("Tests/Fixtures/formats/no_rows.parquet", "Tests/Fixtures/formats/no_rows.parquet"),
    ])
    func `every measurement of a check is among its metrics, and none is there twice`(
        reference: String, current: String
    ) async throws {
        let root = Fixtures.packageRoot.path()
        let evaluation = try await evaluate(root + "/" + reference, root + "/" + current)
        let runs = CheckRun.all(on: evaluation)
        for run in runs {
            let check = try #require(CheckCatalog.all.first { $0.name == run.check })
            for measurement in run.findings.measurements {
                let isKnown = check.metrics.contains(measurement.metric)
                #expect(isKnown, "\(run.check) does not list \(measurement.metric.name)")
            }
        }
        let page = MetricsPage(runs.flatMap(\.findings.measurements))
        #expect(page.duplicates.isEmpty)
    }

    @Test func `a report of extreme numbers is valid JSON`() async throws {
        let path = "\(Self.formats)/types.parquet"
        let report = await CheckReport([try ModelConfiguration.comparing(path, path)])
        let json = Data(try report.formatted(as: .json).utf8)
        let samples = try #require(try JSONSerialization.jsonObject(with: json) as? [[String: Any]])
        #expect(samples.count > 500)
        #expect(try report.formatted(as: .openmetrics).hasSuffix("# EOF\n"))
        #expect(try report.formatted(as: .table).contains("rows"))
    }

    @Test func `tables without rows are told, not evaluated to zeros`() async throws {
        let evaluation = try await evaluate("\(Self.formats)/no_rows.parquet", "\(Self.formats)/no_rows.arrow")
        #expect(evaluation.rows.current.rowCount == 0)
        #expect(evaluation.driftedFeatures.total == 0)
        for column in evaluation.columns {
            #expect(column.failures == ["the reference data have no value in the column"])
        }
        let run = try #require(CheckRun.all(on: evaluation).first { $0.check == "dataset_drift" })
        #expect(run.findings == CheckFindings(failures: ["no feature column could be compared"]))
    }

    @Test func `a name that stands twice costs its column, not the evaluation`() async throws {
        let path = "\(Self.formats)/name_twice.parquet"
        let evaluation = try await evaluate(path, path)
        #expect(evaluation.columns.map(\.name) == ["b"])
        #expect(evaluation.omissions.map(\.column) == ["a"])
        #expect(evaluation.rows.current.rowCount == 2)
    }

    @Test func `a column that one side lacks is named`() async throws {
        let evaluation = try await evaluate(reference: "a,b\n1.5,2.5\n2.5,3.5\n", current: "a,c\n1.5,0.5\n2.5,0.25\n")
        let failures = Dictionary(uniqueKeysWithValues: evaluation.columns.map { ($0.name, $0.failures) })
        #expect(failures["a"] == [])
        #expect(failures["b"] == ["the current data lack the column"])
        #expect(failures["c"] == ["the reference data lack the column"])
    }

    @Test func `numbers that became words are compared as categories`() async throws {
        let evaluation = try await evaluate(
            reference: "x\n" + String(repeating: "1.5\n2.5\n", count: 20),
            current: "x\n" + String(repeating: "low\nhigh\n", count: 20))
        let column = try #require(evaluation.columns.first)
        #expect(column.kind == .categorical)
        #expect(column.drift?.isDrifted == true)
        #expect(column.failures.isEmpty)
    }

    /// The schema says whole numbers until the rows beyond the first megabyte are read.
    @Test func `a CSV whose numbers end in words is compared as categories`() async throws {
        let row = String(repeating: "x", count: 80) + ",1\n" + String(repeating: "x", count: 80) + ",2\n"
        let many = "padding,code\n" + String(repeating: row, count: 7500)
        let evaluation = try await evaluate(reference: many, current: many + "x,unknown\n")
        let column = try #require(evaluation.columns.first { $0.name == "code" })
        #expect(column.failures.isEmpty)
        #expect(column.kind == .categorical)
        #expect(column.categories?.mostFrequent.map(\.category.label) == ["1", "2", "unknown"])
        #expect(evaluation.rows.current.rowCount == 15_001)
    }

    @Test func `rows are counted even where no column can be read as its kind`() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("x\nlow\nhigh\nlow\n", to: "x.csv")
        let configuration = try Configuration(
            text: """
                models:
                  - {name: m, reference: {path: \(path)}, current: {path: \(path)}, columns: {numerical: [x]}}
                """)
        let evaluation = try await #require(configuration.models.first).evaluated()
        #expect(evaluation.rows.current.rowCount == 3)
        #expect(evaluation.rows.current.duplicatedRowCount == 1)
        #expect(evaluation.columns.first?.failures.count == 2)
    }

    @Test func `data without a column to read are an error that says so`() async throws {
        let configuration = try Configuration(
            text: """
                models:
                  - name: m
                    reference: {path: \(Self.formats)/days}
                    current: {path: \(Self.formats)/days}
                    columns: {exclude: [x]}
                """)
        let model = try #require(configuration.models.first)
        let error = await #expect(throws: EvaluationError.self) { try await model.evaluated() }
        #expect(error?.description.contains("each of its columns is excluded or of a type that no check") == true)
    }

    @Test func `both sides are named in errors`() async throws {
        let good = "\(Self.formats)/days"
        for (reference, current, side) in [
            ("\(Self.formats)/broken/half_written.parquet", good, DatasetSide.reference),
            (good, "\(Self.formats)/broken/half_written.parquet", .current),
            (good, "\(Self.formats)/broken/damaged_page.parquet", .current),
        ] {
            let error = await #expect(throws: EvaluationError.self) { try await evaluate(reference, current) }
            #expect(error?.side == side)
            #expect(error?.description.contains(".parquet") == true)
        }
    }
}
