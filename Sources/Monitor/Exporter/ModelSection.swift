import Checks
import Foundation
import Statistics

/// What the landing page shows of one model.
struct ModelSection {
    private let state: ModelState

    init(_ state: ModelState) {
        self.state = state
    }

    var values: [String: Any] {
        let definition = state.model.definition
        let verdict = verdict
        return [
            "name": definition.name, "version": definition.version, "task": definition.task.rawValue,
            "owner": definition.owner.isEmpty ? [] : [definition.owner],
            "verdict": verdict.text, "verdictClass": verdict.style, "seen": seen,
            "drift": state.evaluation.map { ["Drift: \(DriftLine($0).text)."] } ?? [],
            "failure": state.failure.map { ["\($0)"] } ?? [],
            "cards": cards, "hasColumns": !columns.isEmpty, "columns": columns,
            "hasCorrelations": !correlations.isEmpty, "correlations": correlations, "notes": notes,
        ]
    }

    private var verdict: (text: String, style: String) {
        guard let evaluation = state.evaluation else {
            return state.failure == nil ? ("waiting", "held") : ("not evaluated", "failed")
        }
        if state.failure != nil { return ("last good values", "failed") }
        let types = evaluation.drifts.filter(\.isDetected).map(\.kind.rawValue)
        let style = evaluation.isDrifted || evaluation.severity == .critical ? "failed" : "held"
        if !types.isEmpty { return (types.joined(separator: ", ") + " drift", style) }
        let isDrifted = evaluation.columns.contains { $0.drift?.isDrifted ?? false }
        return isDrifted ? ("columns drifted", "held") : ("no drift", "succeeded")
    }

    private var seen: String {
        guard let time = state.lastSuccess.values.max() else { return "no evaluation yet" }
        let duration = state.lastDuration.map { String(format: ", evaluated in %.0f ms", $0.seconds * 1000) } ?? ""
        return "data last found good at \(Timestamp.text(time))\(duration)"
    }

    private var cards: [[String: Any]] {
        guard let evaluation = state.evaluation else { return [] }
        let (drifted, total) = evaluation.driftedFeatures
        var cards: [[String: Any]] = [
            [
                "name": "rows (reference \(evaluation.rows.reference.rowCount))",
                "value": "\(evaluation.rows.current.rowCount)",
            ],
            ["name": "drifted feature columns", "value": "\(drifted) of \(total)"],
        ]
        for line in QualityLines(state.runs).lines {
            guard let value = line.values.current else { continue }
            let name = line.name.replacing("_", with: " ")
            cards.append(["name": name + trend(of: line.name), "value": QualityLines.text(value)])
        }
        if let score = DataQuality(evaluation, .current).score {
            cards.append(["name": "data quality", "value": String(format: "%.3f", score)])
        }
        return cards + [
            ["name": "duplicated rows", "value": "\(evaluation.rows.current.duplicatedRowCount)"],
            ["name": "empty rows", "value": "\(evaluation.rows.current.emptyRowCount)"],
        ]
    }

    /// Such as ` (-0.004 an evaluation)`.
    private func trend(of metric: String) -> String {
        let slope = state.history.trends.first { $0.metric == metric }?.slope
        return slope.map { String(format: " (%+.2g an evaluation)", $0) } ?? ""
    }

    private var columns: [[String: Any]] {
        (state.evaluation?.columns ?? []).compactMap { column in
            guard let drift = column.drift else { return nil }
            return [
                "name": column.name, "role": column.role.rawValue, "test": drift.testDisplayName,
                "value": String(format: "%.4g", drift.decidingValue),
                "threshold": String(format: "%.4g", drift.threshold),
                "verdict": Self.word(drift.verdict),
                "verdictClass": drift.isDrifted ? "failed" : "succeeded",
                "width": String(format: "%.1f", Self.width(drift)),
                "missing": column.summaries.current.map { "\($0.missingCount)" } ?? "-",
                "unexpected": Self.unexpected(column.conformity).map { "\($0)" } ?? "-",
            ]
        }
    }

    private var correlations: [[String: Any]] {
        (state.evaluation.map { CorrelationLines($0).lines } ?? []).map { line in
            [
                "name": line.names.column, "other": line.names.other, "method": line.method,
                "reference": String(format: "%.4g", line.coefficients.reference),
                "current": String(format: "%.4g", line.coefficients.current),
                "change": String(format: "%.4g", line.change),
                "verdict": line.isDetected.map { [$0 ? "changed" : "ok"] } ?? [],
                "verdictClass": line.isDetected == true ? "failed" : "succeeded",
            ]
        }
    }

    private static func word(_ verdict: Verdict) -> String {
        switch verdict {
        case .noDrift: "ok"
        case .withinChance: "chance"
        case .drift: "drift"
        case .undecided: "undecided"
        }
    }

    /// Rows out of range or list.
    private static func unexpected(_ conformity: ColumnConformity) -> Int? {
        [conformity.rowsOutOfRange.current, conformity.rowsOutOfList.current].compactMap { $0 }.max()
    }

    /// The length of the bar in percent, 50 at the threshold.
    private static func width(_ drift: DriftResult) -> Double {
        let ratio =
            drift.decision.basis == .score
            ? drift.decidingValue / drift.threshold
            : log(max(drift.decidingValue, 1e-300)) / log(drift.threshold)
        return min(100, max(1, 50 * ratio))
    }

    private var notes: [String] {
        let others = (state.evaluation?.columns ?? []).filter { $0.drift == nil && $0.failures.isEmpty }
        return (state.evaluation?.omissions ?? []).map { "Column \($0.column) is left out: \($0.reason)." }
            + others.map { "Column \($0.name) is not compared: \($0.reasonForNoComparison)." }
            + (state.evaluation.map { DataNotes($0).lines } ?? [])
            + state.runs.flatMap { run in run.findings.failures.map { "\(run.check): \($0)" } }
    }
}
