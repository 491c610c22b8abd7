import Checks
import Foundation
import Statistics

/// A report as text for a terminal.
struct ReportTable {
    private let report: CheckReport

    init(_ report: CheckReport) {
        self.report = report
    }

    var text: String {
        report.entries.map(Self.entry).joined(separator: "\n")
    }

    private static func entry(_ entry: CheckReport.Entry) -> String {
        switch entry.outcome {
        case .failure(let error): "\(entry.model.printable): not evaluated\n" + ReportLines(["\(error)"]).text
        case .success(let success):
            [
                header(success.evaluation), rows(success.evaluation), quality(success.runs),
                DriftTable(success.evaluation).text, SegmentTable(success.evaluation).text,
                correlations(success.evaluation),
                notes(success.evaluation, success.runs),
            ].filter { !$0.isEmpty }.joined(separator: "\n")
        }
    }

    private static func header(_ evaluation: ModelEvaluation) -> String {
        let version = evaluation.model.version.isEmpty ? "" : " \(evaluation.model.version)"
        let (drifted, total) = evaluation.driftedFeatures
        var verdicts = ["\(drifted) of \(total) feature columns drifted"]
        for role in [ColumnRole.target, .prediction, .probability] {
            if evaluation.columns(role).contains(where: { $0.drift?.isDrifted ?? false }) {
                verdicts.append("the \(role.rawValue) drifted")
            }
        }
        if evaluation.isDrifted { verdicts.append("the data set counts as drifted") }
        return "\(evaluation.model.name)\(version)".printable + ": \(verdicts.joined(separator: ", "))\n"
            + "  drift: \(DriftLine(evaluation).text)\n"
            + RowSelectionLines(evaluation).lines.map { "  \($0)\n" }.joined()
    }

    private static func rows(_ evaluation: ModelEvaluation) -> String {
        let rows = evaluation.rows
        let lines: [(String, (RowSummary) -> Int)] = [
            ("rows", \.rowCount), ("empty rows", \.emptyRowCount), ("duplicated rows", \.duplicatedRowCount),
        ]
        let missing = DatasetSide.allCases.map { String(evaluation.missingCellCount($0)) }
        let score = DatasetSide.allCases.map { DataQuality(evaluation, $0).score.map(decimal) ?? "-" }
        let table = lines.map { [$0.0, String($0.1(rows.reference)), String($0.1(rows.current))] }
        return TextTable(
            header: ["data", "reference", "current"],
            rows: table + [["missing values"] + missing, ["data quality"] + score], rightAligned: [1, 2]
        ).text
    }

    private static func quality(_ runs: [CheckRun]) -> String {
        let rows = QualityLines(runs).lines.map { line in
            [line.name] + DatasetSide.allCases.map { side in line.values[side].map(QualityLines.text) ?? "-" }
        }
        guard !rows.isEmpty else { return "" }
        return TextTable(header: ["quality", "reference", "current"], rows: rows, rightAligned: [1, 2]).text
    }

    private static func correlations(_ evaluation: ModelEvaluation) -> String {
        let rows = CorrelationLines(evaluation).lines.map { line in
            [
                line.names.column, line.names.other, line.method, decimal(line.coefficients.reference),
                decimal(line.coefficients.current), decimal(line.change), line.isDetected == true ? "CHANGE" : "",
            ]
        }
        guard !rows.isEmpty else { return "" }
        return TextTable(
            header: ["column", "other column", "correlation", "reference", "current", "change", "verdict"],
            rows: rows, rightAligned: [3, 4, 5]
        ).text
    }

    private static func notes(_ evaluation: ModelEvaluation, _ runs: [CheckRun]) -> String {
        let omissions = evaluation.omissions.map { "column \"\($0.column)\" is left out: \($0.reason)" }
        let others = evaluation.columns.filter { $0.drift == nil && $0.failures.isEmpty }
        let skipped = others.map { "column \"\($0.name)\" is not compared: \($0.reasonForNoComparison)" }
        let failures = runs.map { run in run.findings.failures.map { "\(run.check): \($0)" } }
        return ([omissions, skipped, DataNotes(evaluation).lines] + failures).map { ReportLines($0).text }.joined()
    }

    /// Four significant digits.
    private static func decimal(_ value: Double) -> String {
        String(format: "%.4g", value)
    }
}
