import Checks
import Dataset
import Foundation

/// How many series the models of a configuration can have, found out before any is evaluated.
public struct SeriesReport: Sendable {
    fileprivate struct Line {
        let model: String
        let columns: Int
        /// What the checks can measure at most.
        let measured: Int
        let limit: Int
        /// What the exporter tells of its own work on the model.
        let own: Int

        var served: Int { min(measured, limit) + own }
    }

    private let lines: [Line]
    /// One line for each model whose columns cannot be read.
    public let problems: [String]

    /// Reads the schemas of the models' data sets, not their rows.
    public init(_ configuration: Configuration) {
        var lines: [Line] = []
        var problems: [String] = []
        let copies = DatasetCopies(folder: configuration.global.memory.spillFolder)
        for model in configuration.models {
            do throws(EvaluationError) {
                lines.append(Line(model, try ModelEvaluator.plan(of: model, at: Date(), copies: copies)))
            } catch {
                problems.append("\(model.name): \(error)".printable)
            }
        }
        self.lines = lines
        self.problems = problems
    }

    /// A table with a line for each model, and what a scrape configuration must allow.
    public var text: String {
        let total = lines.reduce(0) { $0 + $1.served }
        let rows = lines.map { line in
            [line.model] + [line.columns, line.measured, line.limit, line.own, line.served].map(String.init)
        }
        let table = TextTable(
            header: ["Model", "Columns", "Measured at most", "Limit", "Own", "Served at most"],
            rows: rows + [["all", "", "", "", "", "\(total)"]], rightAligned: [1, 2, 3, 4, 5])
        let trimmed = lines.filter { $0.measured > $0.limit }.map(\.model)
        let note =
            trimmed.isEmpty
            ? "" : "More may be measured than the limit allows: \(trimmed.joined(separator: ", ").printable)\n"
        return """
            \(table.text)
            \(note)In Prometheus's scrape configuration, sample_limit must be 0 or at least \(total + Self.ofProcess), label_value_length_limit \
            0 or at least \(LabelValue.mostBytes).

            """
    }

    /// What a page has whatever its models: some metrics have a label with a few values.
    private static let ofProcess =
        10
        * (HandlerMetrics.all + ProcessMetrics.all + ExporterMetric.all).count { !$0.labels.contains("model") }
}

extension SeriesReport.Line {
    fileprivate init(_ model: ModelConfiguration, _ plan: ColumnPlan) {
        let estimate = SeriesEstimate(model.definition, plan)
        let perModel = ExporterMetric.all.filter { $0.labels.contains("model") }
        self.init(
            model: model.name, columns: plan.columns.count, measured: estimate.measured,
            limit: model.definition.limits.series,
            // A histogram is a series for each bucket with that of +Inf, the sum and the count.
            own: estimate.count(of: perModel) + ExporterMetric.evaluationBounds.count + 2)
    }
}
