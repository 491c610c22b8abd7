import Statistics
import Testing

@testable import Checks

/// Names of the configuration that no column has.
struct UnmatchedNameTests {
    private func unmatched(_ model: ModelDefinition, _ reference: [String], _ current: [String]? = nil) -> [String] {
        UnmatchedName.all(of: model, among: BothSides(reference: reference, current: current ?? reference))
            .map(\.description)
    }

    @Test func `every place that names columns is looked at`() {
        let model = ModelDefinition(
            name: "m",
            columns: ColumnRoles(
                target: "a", prediction: "b", probabilities: .labels(["c": .integer(1), "d": .integer(2)]),
                timestamp: "e", id: "f", user: "g", item: "h",
                kinds: [.numerical: ["i"], .categorical: ["j"], .text: ["k"], .datetime: ["l"]], include: ["m"],
                exclude: ["n"]),
            drift: DriftSettings(columns: [.init(NamePattern("o"), .init(threshold: 1))]),
            expectations: [ColumnExpectation(column: "p", range: 0...1)],
            ranking: RankingSettings(itemFeatures: ["q"]), clustering: ClusteringSettings(features: ["r"]),
            correlations: CorrelationSettings(columns: ["s"]))
        let found = UnmatchedName.all(of: model, among: BothSides(reference: ["column"], current: []))
        #expect(
            found.map(\.pattern.text) == [
                "a", "b", "e", "f", "g", "h", "c", "d", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s",
            ])
        #expect(found.allSatisfy { $0.isMistake })
        #expect(found.count { $0.setting == "columns.probabilities" } == 2)
        let all = found.map(\.pattern.text)
        #expect(unmatched(model, all).isEmpty)
        #expect(unmatched(model, Array(all.prefix(9)), Array(all.dropFirst(9))).isEmpty)
    }

    @Test func `the nearest column is named`() {
        let model = ModelDefinition(
            name: "m", columns: ColumnRoles(target: "actual_gerne", exclude: ["nowhere", "mfcc_9*"]),
            drift: DriftSettings(columns: [.init(NamePattern("mfcc_99"), .init(threshold: 1))]))
        #expect(
            unmatched(model, ["actual_genre", "mfcc_1", "mfcc_9"]) == [
                "columns.target: no column is named \"actual_gerne\"; did you mean \"actual_genre\"?",
                "columns.exclude: no column is named \"nowhere\"",
                "drift.columns: no column is named \"mfcc_99\"; did you mean \"mfcc_9\"?",
            ])
    }

    @Test func `a pattern that fits nothing is no mistake`() throws {
        let model = ModelDefinition(
            name: "m",
            columns: ColumnRoles(probabilities: .pattern(prefix: "p_", suffix: ""), kinds: [.numerical: ["x?"]]))
        let found = UnmatchedName.all(of: model, among: BothSides(reference: ["x", "p"], current: ["x"]))
        #expect(
            found.map(\.description) == [
                "columns.probabilities: no column fits \"p_*\"", "columns.numerical: no column fits \"x?\"",
            ])
        #expect(!found.contains { $0.isMistake })
        let rows = RowSummary(rowCount: 1, columnCount: 1, emptyRowCount: 0, duplicatedRowCount: 0)
        let evaluation = ModelEvaluation(
            model: model, rows: BothSides(reference: rows, current: rows), columns: [], unmatchedNames: found)
        let findings = ConfiguredColumnsCheck.findings(evaluation)
        #expect(findings.failures.isEmpty)
        #expect(findings.measurements.map(\.value) == [2])
    }

    @Test func `a model that names nothing has nothing unmatched`() {
        #expect(unmatched(ModelDefinition(name: "m"), ["x"]).isEmpty)
    }
}
