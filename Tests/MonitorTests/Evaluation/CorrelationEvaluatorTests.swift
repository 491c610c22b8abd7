import Checks
import Foundation
import Testing
import TestSupport

@testable import Monitor

/// Correlations from files to series, reports and pages.
struct CorrelationEvaluatorTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Rows of two columns that go together, two that do not, and two of categories; sign turns the first two.
    private func rows(sign: Double, count: Int = 200) -> String {
        var generator = SplitMix64(seed: 5)
        let rows = (0..<count).map { row in
            let x = Double.random(in: -1...1, using: &generator)
            let y = sign * x + Double.random(in: -0.2...0.2, using: &generator)
            let z = Double.random(in: 0...1, using: &generator)
            return "\(x),\(y),\(row % 9 == 0 ? "" : "\(z)"),\(x > 0 ? "up" : "down"),\(sign * y > 0 ? "high" : "low")"
        }
        return (["x,y,z,side,level"] + rows).joined(separator: "\n") + "\n"
    }

    private func model(_ more: [String] = ["correlations: {}"]) throws -> ModelConfiguration {
        try folder.write(rows(sign: 1), to: "reference.csv")
        try folder.write(rows(sign: -1), to: "current.csv")
        let lines = [
            "models:", "  - name: m", #"    reference: {path: "\#(folder.path("reference.csv"))"}"#,
            #"    current: {path: "\#(folder.path("current.csv"))"}"#,
        ]
        let text = (lines + more.map { "    " + $0 }).joined(separator: "\n") + "\n"
        return try #require(try Configuration(text: text).models.first)
    }

    private func series(_ model: ModelConfiguration) async throws -> Set<String>? {
        guard let run = CheckRun.all(on: try await model.evaluated()).first(where: { $0.check == "correlation" })
        else { return nil }
        #expect(run.findings.failures == [])
        let page = MetricsPage(run.findings.measurements).encoded(as: .text)
        return Set(page.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") })
    }

    @Test func `a broken relation has series`() async throws {
        let series = try #require(try await series(try model()))
        let pair = #"model="m",method="spearman",column="x",other_column="y""#
        for line in [
            "modelwatch_correlation_change_detected{\(pair)} 1",
            #"modelwatch_correlation_pairs{model="m",method="pearson"} 3"#,
            #"modelwatch_correlation_pairs{model="m",method="cramer_v"} 1"#,
            #"modelwatch_correlation_changed_pairs{model="m",method="spearman"} 1"#,
            #"modelwatch_correlation_sampled_rows{model="m",dataset="current"} 200"#,
            #"modelwatch_correlation_change_threshold{model="m",method="pearson",basis="score"} 0.1"#,
        ] {
            #expect(series.contains(line), "\(line) is not in \(series.sorted())")
        }
        let change = try #require(series.first { $0.hasPrefix("modelwatch_correlation_change{\(pair)}") })
        #expect(try #require(Double(change.split(separator: " ").last ?? "")) < -1.8)
        let categories = #"model="m",method="cramer_v",column="side",other_column="level""#
        #expect(series.contains("modelwatch_correlation_change_detected{\(categories)} 0"))
    }

    @Test func `few rows of many are a sample`() async throws {
        let series = try #require(try await series(try model(["correlations: {sample: 50, methods: [kendall]}"])))
        #expect(series.contains(#"modelwatch_correlation_sampled_rows{model="m",dataset="reference"} 50"#))
        #expect(series.contains(#"modelwatch_correlation_changed_pairs{model="m",method="kendall"} 1"#))
    }

    @Test func `who does not ask gets none`() async throws {
        #expect(try await series(try model([])) == nil)
        #expect(try await CheckReport([try model([])]).formatted(as: .table).contains("correlation") == false)
    }

    @Test func `people see the pairs that changed most`() async throws {
        let table = try await CheckReport([try model()]).formatted(as: .table)
        let lines = table.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(
            lines.contains(["column", "other", "column", "correlation", "reference", "current", "change", "verdict"]))
        #expect(lines.contains { $0.starts(with: ["x", "y", "pearson"]) && $0.last == "CHANGE" })
        #expect(lines.contains { $0.starts(with: ["side", "level", "cramer_v"]) && $0.last != "CHANGE" })
    }

    @Test func `the page shows them`() async throws {
        let model = try model()
        let evaluation = try await model.evaluated()
        var state = ModelState(model, interval: .seconds(30))
        state.succeed(
            evaluation, runs: CheckRun.all(on: evaluation),
            data: EvaluatedData(
                identities: BothSides(reference: nil, current: nil), of: model.definition, at: TestClock.at("22:51:00")),
            took: .zero, at: TestClock.at("22:51:00"))
        let values = ModelSection(state).values
        let rows = try #require(values["correlations"] as? [[String: Any]])
        #expect(values["hasCorrelations"] as? Bool == true)
        #expect(rows.count == 7)
        #expect(rows.first?["name"] as? String == "x")
        #expect(rows.first?["verdict"] as? [String] == ["changed"])
    }
}
