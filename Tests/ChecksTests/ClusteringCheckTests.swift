import Statistics
import Testing

@testable import Checks

struct ClusteringCheckTests {
    private static let roles = ColumnRoles(target: "truth", prediction: "group", timestamp: "when")

    private func model(_ task: ModelTask = .clustering, features: [String] = ["*"]) -> ModelDefinition {
        ModelDefinition(
            name: "m", task: task, columns: Self.roles, clustering: ClusteringSettings(features: features))
    }

    private func columns(of model: ModelDefinition) -> (shape: [String]?, agreement: [String]?) {
        let types: [(name: String, type: ColumnType)] = [
            ("group", .int64), ("x", .float64), ("name", .utf8), ("y", .int8), ("when", .int64), ("truth", .utf8),
        ]
        let plan = ColumnPlan(model, reference: types, current: types)
        return (
            ClusterShape.columns(of: model, in: plan.columns)?.map(\.name),
            ClusterAgreement.columns(of: model, in: plan.columns)?.map(\.name)
        )
    }

    @Test func `features that are numbers are coordinates, the prediction is the cluster`() {
        #expect(columns(of: model()).shape == ["x", "y", "group"])
        #expect(columns(of: model()).agreement == ["truth", "group"])
        #expect(columns(of: model(features: ["?"])).shape == ["x", "y", "group"])
        #expect(columns(of: model(features: ["y", "name"])).shape == ["y", "group"])
        #expect(columns(of: model(features: ["name"])).shape == nil)
        #expect(columns(of: model(.regression)).shape == nil)
        #expect(columns(of: model(.regression)).agreement == nil)
    }

    @Test func `clusters are categories, whatever their type`() {
        let plan = ColumnPlan(model(), reference: [("group", .int64)], current: [("group", .int64)])
        #expect(plan.columns.map(\.kind) == [.categorical])
        #expect(plan.columns.map(\.isInferred) == [false])
    }

    @Test(arguments: ModelTask.allCases)
    func `only clusterings have clusters`(task: ModelTask) {
        #expect(ClusteringCheck.applies(to: model(task)) == (task == .clustering))
        #expect(!ClusteringCheck.applies(to: ModelDefinition(name: "m", task: task)))
    }

    @Test func `what is missing is a failure`() {
        let rows = RowSummary(rowCount: 0, columnCount: 0, emptyRowCount: 0, duplicatedRowCount: 0)
        var joint = JointResults()
        let nothing = ClusteringSummary(ClusteringProfile(featureCount: 1, settings: ClusteringSettings()))
        joint[ClusterShape.self] = BothSides(reference: nil, current: .success(nothing))
        joint[ClusterAgreement.self] = BothSides(reference: .failure(.unsupported("text")), current: nil)
        let findings = ClusteringCheck.findings(
            ModelEvaluation(
                model: model(), rows: BothSides(reference: rows, current: rows), columns: [], joint: joint))
        #expect(
            findings.failures == [
                "reference: prediction column or numerical features are missing",
                "reference: it is text, which no check can use", "current: no row has a cluster and all features",
                "current: target column is missing",
            ])
        #expect(findings.measurements.allSatisfy { $0.value == 0 && ClusteringCheck.metrics.contains($0.metric) })
    }
}
