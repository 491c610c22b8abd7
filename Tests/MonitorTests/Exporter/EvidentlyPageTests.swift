import Checks
import Foundation
import NIOPosix
import Testing

@testable import Monitor

/// The flattened page against what Evidently computed on the same files, written as its common exporter writes it.
struct EvidentlyPageTests {
    private struct Recorded: Decodable {
        struct Comparison: Decodable { let samples: [String: Double] }
        let comparisons: [String: Comparison]
    }

    private func page(current: String) async throws -> String {
        let folder = Fixtures.packageRoot.appending(path: "examples/genres").path()
        let configuration = try Configuration(
            text: """
                models:
                  - name: genre-classifier
                    task: multiclass_classification
                    reference: {path: \(folder)/reference.parquet}
                    current: {path: \(folder)/\(current).parquet}
                    columns: {target: actual_genre, prediction: predicted_genre, numerical: [mfcc_*]}
                    drift: {compat: evidently}
                """)
        let pool = NIOThreadPool(numberOfThreads: 2)
        pool.start()
        let evaluation = try await ModelEvaluator(try #require(configuration.models.first), on: pool).evaluate(at: .now)
        try await pool.shutdownGracefully()
        return EvidentlyPage(evaluation).text
    }

    @Test(arguments: ["current", "degraded"])
    func `names and values are those of Evidently to six decimals`(current: String) async throws {
        let data = try Data(contentsOf: Fixtures.url("genres/evidently.json"))
        let recorded = try #require(
            try JSONDecoder().decode(Recorded.self, from: data).comparisons[current]?.samples)
        let lines = try await page(current: current).split(separator: "\n")
        #expect(
            lines.prefix(2) == ["# HELP evidently_metric Evidently monitoring metric", "# TYPE evidently_metric gauge"])
        var samples: [String: String] = [:]
        for line in lines.dropFirst(2) {
            let parts = line.split(separator: " ")
            #expect(parts.count == 2, "\(line)")
            samples[String(parts[0])] = String(parts[1])
        }
        #expect(Set(samples.keys) == Set(recorded.keys))
        #expect(lines.count - 2 == samples.count, "a name stands twice")
        for (name, value) in recorded { #expect(samples[name] == String(format: "%.6f", value), "\(name)") }
    }

    @Test func `the order is that of the guide's list`() async throws {
        let names = try await page(current: "current").split(separator: "\n").dropFirst(2)
            .map { String($0.split(separator: " ")[0]) }
        #expect(
            names.prefix(4) == [
                "rowcount", "emptyrowscount", "duplicatedrowcount", "missingvaluecount_column_mfcc_1_count",
            ])
        #expect(names.suffix(2) == ["accuracy", "f1score_conf_matrix_true"])
        #expect(names.count == 49)
    }

    @Test(arguments: [
        ("Accuracy()", "accuracy"), ("F1Score(conf_matrix=True)", "f1score_conf_matrix_true"),
        ("ValueDrift(column=mfcc_1)", "valuedrift_column_mfcc_1"), ("a--b__c", "a_b__c"), ("  Ärger ", "rger"),
        ("", ""),
    ])
    func `names are made safe for Prometheus`(name: String, safe: String) {
        #expect(EvidentlyPage.prometheusSafe(name) == safe)
    }
}
