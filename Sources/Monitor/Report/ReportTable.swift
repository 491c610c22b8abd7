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
        case .failure(let error): "\(entry.model): not evaluated\n  \(error)\n"
        case .success(let success):
            header(success.evaluation) + rows(success.evaluation) + quality(success.runs)
                + drift(success.evaluation) + correlations(success.evaluation)
                + notes(success.evaluation, success.runs)
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
        return "\(evaluation.model.name)\(version): \(verdicts.joined(separator: ", "))\n"
            + "  drift: \(DriftLine(evaluation).text)\n\n"
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
        ).text + "\n"
    }

    private static func quality(_ runs: [CheckRun]) -> String {
        let rows = QualityLines(runs).lines.map { line in
            [line.name] + DatasetSide.allCases.map { side in line.values[side].map(QualityLines.text) ?? "-" }
        }
        guard !rows.isEmpty else { return "" }
        return TextTable(header: ["quality", "reference", "current"], rows: rows, rightAligned: [1, 2]).text + "\n"
    }

    private static func drift(_ evaluation: ModelEvaluation) -> String {
        let rows = evaluation.columns.compactMap { column -> [String]? in
            guard let drift = column.drift else { return nil }
            return [
                column.name, column.role.rawValue, drift.testDisplayName, decimal(drift.decidingValue),
                decimal(drift.threshold), word(drift.verdict),
            ]
        }
        return TextTable(
            header: ["column", "role", "test", "value", "threshold", "verdict"], rows: rows, rightAligned: [3, 4]
        ).text
    }

    private static func correlations(_ evaluation: ModelEvaluation) -> String {
        let rows = CorrelationLines(evaluation).lines.map { line in
            [
                line.names.column, line.names.other, line.method, decimal(line.coefficients.reference),
                decimal(line.coefficients.current), decimal(line.change), line.isDetected == true ? "CHANGE" : "",
            ]
        }
        guard !rows.isEmpty else { return "" }
        return "\n"
            + TextTable(
                header: ["column", "other column", "correlation", "reference", "current", "change", "verdict"],
                rows: rows, rightAligned: [3, 4, 5]
            ).text
    }

    private static func word(_ verdict: Verdict) -> String {
        switch verdict {
        case .noDrift: ""
        case .withinChance: "chance"
        case .drift: "DRIFT"
        }
    }

    private static func notes(_ evaluation: ModelEvaluation, _ runs: [CheckRun]) -> String {
        let omissions = evaluation.omissions.map { "column \"\($0.column)\" is left out: \($0.reason)" }
        let failures = runs.flatMap { run in run.findings.failures.map { "\(run.check): \($0)" } }
        let others = evaluation.columns.filter { $0.drift == nil && $0.failures.isEmpty }
        let skipped = others.map { "column \"\($0.name)\" is not compared: \($0.reasonForNoComparison)" }
        let notes = omissions + skipped + DataNotes(evaluation).lines + failures
        return notes.isEmpty ? "" : "\n" + notes.map { "  \($0)\n" }.joined()
    }

    /// Four significant digits.
    private static func decimal(_ value: Double) -> String {
        String(format: "%.4g", value)
    }
}
