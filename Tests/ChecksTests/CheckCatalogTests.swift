import Checks
import Foundation
import Statistics
import Testing

/// What holds of every check.
struct CheckCatalogTests {
    private static let metrics = CheckCatalog.all.flatMap { $0.metrics }

    @Test func `every file that declares a check is in the catalogue, and nothing else`() throws {
        let folder = URL(filePath: #filePath).appending(path: "../../../Sources/Checks/Catalog").standardizedFileURL
        var declared: Set<String> = []
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /(?:struct|enum) (\w+): Check\b/) { declared.insert(String(match.1)) }
        }
        #expect(declared == Set(CheckCatalog.all.map { "\($0)" }))
        #expect(!declared.isEmpty)
    }

    @Test func `names of checks and of metrics are unique`() {
        #expect(Set(CheckCatalog.all.map { $0.name }).count == CheckCatalog.all.count)
        #expect(Set(Self.metrics.map(\.name)).count == Self.metrics.count)
    }

    @Test(arguments: metrics)
    func `a metric is named and described as Prometheus demands`(metric: MetricDescriptor) {
        #expect(metric.name.wholeMatch(of: /modelwatch_[a-z][a-z0-9_]*/) != nil)
        #expect(!metric.name.contains("__"))
        #expect(metric.help.hasSuffix("."))
        #expect(metric.help.first?.isUppercase == true || metric.help.first?.isNumber == true)
        #expect(!metric.help.contains("\n"))
        #expect((metric.kind == .counter) == metric.name.hasSuffix("_total"))
        #expect((metric.kind == .info) == metric.name.hasSuffix("_info"))
        if let unit = metric.unit { #expect(metric.name.hasSuffix("_" + unit)) }
        for suffix in ["_count", "_sum", "_bucket", "_created"] { #expect(!metric.name.hasSuffix(suffix)) }
    }

    @Test(arguments: metrics)
    func `labels are named as Prometheus demands, the model first`(metric: MetricDescriptor) {
        #expect(metric.labels.first == "model")
        #expect(Set(metric.labels).count == metric.labels.count)
        for label in metric.labels {
            #expect(label.wholeMatch(of: /[a-z][a-z0-9_]*/) != nil)
            #expect(!["le", "job", "instance"].contains(label))
        }
    }

    @Test(arguments: CheckCatalog.all)
    func `a check of nothing measures nothing false`(check: any Check.Type) {
        let rows = RowSummary(rowCount: 0, columnCount: 0, emptyRowCount: 0, duplicatedRowCount: 0)
        let model = ModelDefinition(
            name: "m", task: .multiclassClassification, columns: ColumnRoles(target: "y", prediction: "p"))
        let evaluation = ModelEvaluation(
            model: model, rows: BothSides(reference: rows, current: rows), columns: [])
        let findings = check.findings(evaluation)
        for measurement in findings.measurements {
            #expect(check.metrics.contains(measurement.metric))
            #expect(measurement.value.isFinite)
        }
        #expect(check.name.wholeMatch(of: /[a-z][a-z_]*/) != nil)
    }

    @Test(arguments: [ModelTask.regression, .ranking, .clustering, .recommendation, .unsupervised])
    func `quality of labels is no matter of other tasks`(task: ModelTask) {
        let roles = ColumnRoles(target: "y", prediction: "p")
        #expect(!ClassificationCheck.applies(to: ModelDefinition(name: "m", task: task, columns: roles)))
        #expect(!ClassificationCheck.applies(to: ModelDefinition(name: "m", task: .binaryClassification)))
    }
}
