import Statistics
import Testing

@testable import Checks

struct RankingCheckTests {
    private static let roles = ColumnRoles(target: "clicked", prediction: "score", user: "user", item: "film")
    private static let model = ModelDefinition(
        name: "m", task: .recommendation, columns: roles,
        ranking: RankingSettings(cutoffs: [5, 10], itemFeatures: ["f_*", "year"]))

    private func columns(_ names: [(String, ColumnType)], of model: ModelDefinition = model) -> [String]? {
        let plan = ColumnPlan(model, reference: names, current: names)
        return Recommendations.columns(of: model, in: plan.columns)?.map(\.name)
    }

    @Test func `the columns are read in one order, features of items last`() {
        let all: [(String, ColumnType)] = [
            ("f_2", .float64), ("clicked", .int8), ("genre", .utf8), ("film", .utf8), ("f_1", .float32),
            ("user", .int64), ("year", .int16), ("f_name", .utf8), ("score", .float64), ("price", .float64),
        ]
        #expect(columns(all) == ["user", "score", "film", "clicked", "f_2", "f_1", "year"])
        #expect(columns(all.filter { $0.0 != "clicked" }) == ["user", "score", "film", "f_2", "f_1", "year"])
        #expect(columns(all.filter { $0.0 != "film" }) == ["user", "score", "clicked"])
        #expect(columns(all.filter { $0.0 != "user" }) == nil)
        #expect(columns(all.filter { $0.0 != "score" }) == nil)
        #expect(columns(all, of: ModelDefinition(name: "m", task: .regression, columns: Self.roles)) == nil)
    }

    @Test(arguments: ModelTask.allCases)
    func `only rankings and recommendations have ranks`(task: ModelTask) {
        let expected = task == .ranking || task == .recommendation
        #expect(RankingCheck.applies(to: ModelDefinition(name: "m", task: task, columns: Self.roles)) == expected)
        #expect(!RankingCheck.applies(to: ModelDefinition(name: "m", task: task)))
    }

    private func findings(
        _ reference: Result<RankingSummary, ColumnError>?, _ current: Result<RankingSummary, ColumnError>?
    ) -> CheckFindings {
        let rows = RowSummary(rowCount: 0, columnCount: 0, emptyRowCount: 0, duplicatedRowCount: 0)
        var joint = JointResults()
        joint[Recommendations.self] = BothSides(reference: reference, current: current)
        return RankingCheck.findings(
            ModelEvaluation(
                model: Self.model, rows: BothSides(reference: rows, current: rows), columns: [], joint: joint))
    }

    @Test func `what is missing is a failure`() throws {
        let nothing = try Recommendations.summary(Recommendations.profile(of: Self.model, columns: [], spill: nil))
        #expect(
            findings(nil, .failure(.unsupported("text"))).failures == [
                "reference: user or prediction column is missing", "current: it is text, which no check can use",
            ])
        let findings = findings(.success(nothing), .success(nothing))
        #expect(
            findings.failures
                == DatasetSide.allCases.map { "\($0): no row has a user, an item and a finite prediction" })
        #expect(findings.measurements.allSatisfy { $0.value == 0 && RankingCheck.metrics.contains($0.metric) })
    }

    @Test func `metrics of relevance say on what they rest, the others need not`() {
        for metric in RankingMetricCatalog.all {
            let labels = RankingCheck.descriptor(metric).labels
            #expect(labels.contains("basis") == metric.inputs.contains(.relevance))
            #expect(labels.last == "k")
        }
    }
}
