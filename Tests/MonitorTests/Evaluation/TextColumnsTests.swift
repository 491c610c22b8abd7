import Checks
import Statistics
import Testing
import TestSupport

@testable import Monitor

/// Text and datetime columns in whole evaluations.
struct TextColumnsTests {
    private static let words = ["red", "green", "blue", "small", "large", "round", "square", "thin", "thick", "new"]

    /// Rows of a CSV: a sentence, a category, a day.
    private static func table(_ count: Int, seed: UInt64, words: ArraySlice<String>, days: ClosedRange<Int>) -> String {
        var generator = SplitMix64(seed: seed)
        let rows = (0..<count).map { row in
            let sentence = (0..<6).map { _ in words.randomElement(using: &generator) ?? "" }.joined(separator: " ")
            let day = days.lowerBound + row % days.count
            return "\(sentence) \(row),\(["north", "south"][row % 2]),2026-01-\(day < 10 ? "0" : "")\(day)\n"
        }
        return "comment,region,signed_up\n" + rows.joined()
    }

    private func evaluation(_ current: String, settings: String = "") async throws -> (ModelEvaluation, CheckReport) {
        let folder = try TemporaryFolder()
        let reference = Self.table(400, seed: 1, words: Self.words[0..<5], days: 1...20)
        let text = """
            models:
              - name: m
                reference: {path: "\(try folder.write(reference, to: "reference.csv"))"}
                current: {path: "\(try folder.write(current, to: "current.csv"))"}
                \(settings)
            """
        let model = try #require(try Configuration(text: text).models.first)
        return (try await model.evaluated(), await CheckReport([model]))
    }

    private func values(_ metric: String, _ evaluation: ModelEvaluation) -> [String: Double] {
        let measurements = CheckRun.all(on: evaluation).flatMap(\.findings.measurements)
        let found = measurements.filter { $0.metric.name == metric }
        return Dictionary(uniqueKeysWithValues: found.map { ($0.labels.dropFirst().joined(separator: " "), $0.value) })
    }

    @Test func `strings that hardly repeat are compared as text`() async throws {
        let same = Self.table(300, seed: 2, words: Self.words[0..<5], days: 1...20)
        let (evaluation, report) = try await evaluation(same)
        let comment = try #require(evaluation.columns.first { $0.name == "comment" })
        #expect(comment.kind == .text)
        #expect(comment.drift?.test == "tfidf_cosine")
        #expect(comment.drift?.isDrifted == false)
        #expect(evaluation.columns.first { $0.name == "region" }?.kind == .categorical)
        #expect(report.problems.isEmpty)
        let drifted = try await self.evaluation(
            Self.table(300, seed: 2, words: Self.words[3..<10], days: 1...20)
        ).0
        #expect(drifted.columns.first { $0.name == "comment" }?.drift?.isDrifted == true)
        #expect(drifted.driftedFeatures == (1, 2))
    }

    @Test(arguments: ["text_length", "oov"])
    func `another test can be named`(test: String) async throws {
        let current = Self.table(300, seed: 2, words: Self.words[5..<10], days: 1...20)
        for settings in ["drift: {text: \(test)}", "drift: {columns: {comment: {test: \(test)}}}"] {
            let (evaluation, _) = try await evaluation(current, settings: settings)
            let drift = try #require(evaluation.columns.first { $0.name == "comment" }?.drift)
            #expect(drift.test == test)
            #expect(drift.outcome.pValue != nil)
        }
    }

    @Test func `texts and points in time are described`() async throws {
        let current = Self.table(300, seed: 2, words: Self.words[3..<7], days: 5...9)
        let (evaluation, _) = try await evaluation(current, settings: "statistics: {quantiles: [0.9]}")
        #expect(values("modelwatch_column_text_words", evaluation)["comment reference"] == 2790)
        #expect(values("modelwatch_column_text_distinct_words", evaluation)["comment reference"] == 395)
        #expect(values("modelwatch_column_distinct_values", evaluation)["comment current"] == 300)
        #expect(Set(values("modelwatch_column_text_length_quantile", evaluation).keys).contains("comment current 0.9"))
        let new = values("modelwatch_column_text_new_words_ratio", evaluation)
        #expect(try #require(new["comment current"]) > 0.3)
        #expect(try #require(new["comment reference"]) > 0.1)
        // 2026-01-05 and 2026-01-09.
        #expect(values("modelwatch_column_oldest_timestamp_seconds", evaluation)["signed_up current"] == 1_767_571_200)
        #expect(values("modelwatch_column_newest_timestamp_seconds", evaluation)["signed_up current"] == 1_767_916_800)
        #expect(values("modelwatch_column_newest_timestamp_seconds", evaluation).count == 2)
    }

    @Test func `a column can be named as text and as a point in time`() async throws {
        let folder = try TemporaryFolder()
        let table = "note,seen\nyes,1000\nyes,2000\nno,\nyes,3000\n"
        let path = try folder.write(table, to: "data.csv")
        let text = """
            models: [{name: m, reference: {path: "\(path)"}, current: {path: "\(path)"},
                      columns: {text: [note], datetime: [seen]}}]
            """
        let evaluation = try await #require(try Configuration(text: text).models.first).evaluated()
        #expect(evaluation.columns.map(\.kind) == [.text, .datetime])
        #expect(try #require(evaluation.columns[0].drift).outcome.score < 1e-15)
        #expect(evaluation.columns[0].summaries.current?.distinctCount == 2)
        #expect(values("modelwatch_column_newest_timestamp_seconds", evaluation)["seen current"] == 3000)
    }
}
