import Checks
import Foundation
import Testing
import TestSupport

@testable import Monitor

/// What is told before an evaluation, held against evaluations.
struct SeriesReportTests {
    private static func measured(_ model: ModelConfiguration) async throws -> Int {
        CheckRun.all(on: try await model.evaluated()).reduce(0) { $0 + $1.findings.measurements.count }
    }

    private static func estimate(_ model: ModelConfiguration) throws -> Int {
        SeriesEstimate(model.definition, try ModelEvaluator.plan(of: model, at: Date(), copies: .temporary())).measured
    }

    private static func model(_ text: String) throws -> ModelConfiguration {
        try #require(try Configuration(text: "models: [{name: m, \(text)}]").models.first)
    }

    private static let genres = Fixtures.packageRoot.appending(path: "examples/genres").path()
    private static let formats = Fixtures.url("formats").path()
    private static let windows = Fixtures.url("windows").path()

    @Test(arguments: [
        """
        task: multiclass_classification, columns: {target: actual_genre, prediction: predicted_genre},
        reference: {path: "\(genres)/reference.parquet"}, current: {path: "\(genres)/degraded.parquet"},
        correlations: {}, statistics: {quantiles: [0.1, 0.5], additional: [sum]}
        """,
        "reference: {path: \"\(genres)/reference.parquet\"}, current: {path: \"\(genres)/current.parquet\"}",
        """
        task: binary_classification, columns: {target: label, prediction: predicted, timestamp: seen_at},
        reference: {path: "\(windows)/reference.parquet", sampling: {rows: 1000}},
        current: {path: "\(windows)/shuffled.parquet", window: {rows: 3000}}, drift: {numerical: ks},
        segments: [country, {column: clicks, bins: [10, 20]}], limits: {segments: 4}
        """,
        "reference: {path: \"\(formats)/types.parquet\"}, current: {path: \"\(formats)/types.parquet\"}",
        "reference: {path: \"\(formats)/quoted.csv\"}, current: {path: \"\(formats)/quoted.csv\"}",
    ])
    func `no evaluation has more series than were told before`(text: String) async throws {
        let model = try Self.model(text)
        let measured = try await Self.measured(model)
        let estimate = try Self.estimate(model)
        #expect(measured <= estimate)
        // Categories are not known before: at most so many of each column are assumed.
        let plan = try ModelEvaluator.plan(of: model, at: Date(), copies: .temporary())
        let spare = plan.columns.count * 2 * model.definition.limits.categories
        #expect(estimate <= 2 * measured + spare + 8 * model.definition.limits.categories + 500)
    }

    /// Without categories, whose number only the data tell, the formula of the documentation is exact.
    @Test func `a numerical column has the series that are documented`() async throws {
        let folder = try TemporaryFolder()
        for count in [1, 3] {
            let names = (0..<count).map { "x\($0)" }
            let rows = (0..<200).map { row in names.indices.map { "\(row * ($0 + 7) % 101).25" }.joined(separator: ",")
            }
            try folder.write(
                names.joined(separator: ",") + "\n" + rows.joined(separator: "\n") + "\n", to: "\(count).csv")
        }
        func model(_ count: Int) throws -> ModelConfiguration {
            try Self.model(
                """
                columns: {numerical: ["*"]}, statistics: {quantiles: [0.5]},
                reference: {path: "\(folder.path("\(count).csv"))"}, current: {path: "\(folder.path("\(count).csv"))"}
                """)
        }
        let difference = try await (Self.measured(model(3)) - Self.measured(model(1))) / 2
        let told = try (Self.estimate(model(3)) - Self.estimate(model(1))) / 2
        // Of these columns there is no range for the reference, no list, no change of a type, no error of the score.
        #expect(difference <= told && told <= difference + 6)
    }

    /// The table of docs/metrics.md, with one quantile and fifty categories.
    @Test(arguments: [("numerical", 30), ("categorical", 117), ("text", 28), ("datetime", 14)])
    func `a further column has the series that are documented`(kind: String, series: Int) throws {
        let folder = try TemporaryFolder()
        try folder.write("a\n1.5\n2.5\n", to: "1.csv")
        try folder.write("a,b\n1.5,1.5\n2.5,2.5\n", to: "2.csv")
        let counts = try [1, 2].map { count in
            let path = folder.path("\(count).csv")
            return try Self.estimate(
                Self.model(
                    """
                    columns: {\(kind): ["*"]}, statistics: {quantiles: [0.5]}, reference: {path: "\(path)"},
                    current: {path: "\(path)"}
                    """))
        }
        #expect(counts[1] - counts[0] == series)
    }

    @Test func `the command tells the numbers, and which model cannot be read`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            global: {series_limit: 300}
            models:
              - {name: genres, reference: {path: "\(Self.genres)/reference.parquet"}, current: {path: "\(Self.genres)/current.parquet"}}
              - {name: gone, reference: {path: nowhere.parquet}, current: {path: nowhere.parquet}}
            """, to: "modelwatch.yml")
        let child = try ChildProcess(
            BuiltProduct.modelwatch, ["check-config", "--dry-run", folder.path("modelwatch.yml")],
            log: folder.url.appending(path: "output"))
        try await Eventually.holds(within: .seconds(30), "it ends") { !child.isRunning }
        #expect(child.exitStatus == 1)
        let lines = child.output.split(separator: "\n")
        let row = try #require(lines.first { $0.hasPrefix("  genres ") }).split(separator: " ").dropFirst().compactMap {
            Int($0)
        }
        try #require(row.count == 5)
        #expect(row[1] > 300 && row[2] == 150)
        #expect(row[4] == 150 + row[3])
        #expect(child.output.contains("nowhere.parquet not found"))
        #expect(child.output.contains("sample_limit must be 0 or at least"))
        // What the exporter tells of its own work is no more than that.
        let state = try await ModelState.genres()
        #expect(state.ownSamples.reduce(0) { $0 + $1.seriesCount } <= row[3] + 40)
    }
}
