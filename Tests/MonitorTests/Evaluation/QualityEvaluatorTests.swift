import Checks
import Foundation
import Testing
import TestSupport

@testable import Monitor

/// Rankings and clusterings from files to series.
struct QualityEvaluatorTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func model(_ task: String, _ columns: String, _ more: String) throws -> ModelConfiguration {
        let text = """
            models:
              - name: m
                task: \(task)
                reference: {path: "\(folder.path("reference.csv"))"}
                current: {path: "\(folder.path("current.csv"))"}
                columns: \(columns)
                \(more)
            """
        return try #require(try Configuration(text: text).models.first)
    }

    /// The series of a check, as they stand on the page, without the model.
    private func series(_ check: String, of model: ModelConfiguration) async throws -> Set<String> {
        let run = try #require(CheckRun.all(on: try await model.evaluated()).first { $0.check == check })
        #expect(run.findings.failures == [])
        let page = MetricsPage(run.findings.measurements).encoded(as: .text)
        let lines = page.split(separator: "\n").filter { !$0.hasPrefix("#") }
        return Set(lines.map { String($0).replacing(#"model="m","#, with: "") })
    }

    @Test func `recommendations have series for each k`() async throws {
        try folder.write("user,film,score,seen\n1,a,0.9,1\n1,b,0.5,0\n2,a,0.1,1\n2,c,0.3,1\n", to: "reference.csv")
        try folder.write("user,film,score,seen\n1,b,0.5,1\n1,a,0.9,0\n2,c,0.3,1\n,a,1,1\n", to: "current.csv")
        let model = try model(
            "recommendation", "{user: user, item: film, target: seen, prediction: score}", "ranking: {k: [1, 2]}")
        let series = try await series("ranking", of: model)
        let expected = [
            #"modelwatch_mean_reciprocal_rank{dataset="current",basis="realized",k="1"} 0.5"#,
            #"modelwatch_mean_reciprocal_rank{dataset="current",basis="realized",k="2"} 0.75"#,
            #"modelwatch_precision_at_k{dataset="reference",basis="realized",k="2"} 0.75"#,
            // Of a, two users of two have seen it, of c one.
            #"modelwatch_recommendation_novelty{dataset="current",k="1"} 0.5"#,
            #"modelwatch_recommendation_coverage{dataset="current",k="2"} 1"#,
            #"modelwatch_ranking_users{dataset="current"} 2"#,
            #"modelwatch_ranking_unusable_rows{dataset="current"} 1"#,
        ]
        for line in expected { #expect(series.contains(line), "\(line) is not in \(series.sorted())") }
        #expect(!series.contains { $0.contains("diversity") || $0.contains("serendipity") })
    }

    @Test func `clusters have series, with labels and without`() async throws {
        let rows = "x,y,group,truth\n0,0,p,1\n0,2,p,1\n9,9,q,2\n9,9,q,2\n,1,p,1\n"
        try folder.write(rows, to: "reference.csv")
        try folder.write(rows.replacing("q,2\n9", with: "q,1\n9"), to: "current.csv")
        let labelled = try await series(
            "clustering", of: try model("clustering", "{prediction: group, target: truth, numerical: [x, y]}", ""))
        let expected = [
            #"modelwatch_inertia{dataset="reference"} 2"#, #"modelwatch_clustering_rows{dataset="current"} 4"#,
            #"modelwatch_clustering_incomplete_rows{dataset="current"} 1"#,
            #"modelwatch_clustering_sampled_rows{dataset="current"} 4"#,
            #"modelwatch_adjusted_rand_index{dataset="reference",basis="realized"} 1"#,
        ]
        for line in expected { #expect(labelled.contains(line), "\(line) is not in \(labelled.sorted())") }
        let alone = try await series(
            "clustering",
            of: try model("clustering", "{prediction: group, exclude: [truth]}", "clustering: {features: [x]}"))
        #expect(alone.contains(#"modelwatch_inertia{dataset="reference"} 0"#))
        #expect(!alone.contains { $0.contains("basis") })
    }
}
