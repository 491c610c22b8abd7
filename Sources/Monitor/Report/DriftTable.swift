import Checks
import Foundation
import Statistics

/// The columns that were compared, drifted ones first.
struct DriftTable {
    private let columns: [(name: String, role: ColumnRole, drift: DriftResult)]

    init(_ evaluation: ModelEvaluation) {
        let compared = evaluation.columns.compactMap { column in
            column.drift.map { (name: column.name, role: column.role, drift: $0) }
        }
        columns = [Verdict.drift, .undecided, .withinChance, .noDrift].flatMap { verdict in
            compared.filter { $0.drift.verdict == verdict }
        }
    }

    var text: String {
        guard !columns.isEmpty else { return "" }
        return TextTable(
            header: ["column", "role", "method", "score", "p-value", "drift if", "verdict"],
            rows: columns.map { column in
                let drift = column.drift
                return [
                    column.name.isEmpty ? "\"\"" : column.name, column.role.rawValue, drift.test,
                    Self.score(drift.outcome),
                    drift.outcome.pValue.map(Self.decimal) ?? "-", Self.condition(drift), Self.word(drift.verdict),
                ]
            }, rightAligned: [3, 4]
        ).text
    }

    /// Such as `score >= 0.1`.
    private static func condition(_ drift: DriftResult) -> String {
        let sign =
            switch drift.decision.side {
            case .below: "<"
            case .atOrBelow: "<="
            case .above: ">"
            case .atOrAbove: ">="
            }
        let value = drift.decision.basis == .pValue ? "p-value" : "score"
        return "\(value) \(sign) \(decimal(drift.threshold))"
    }

    private static func word(_ verdict: Verdict) -> String {
        switch verdict {
        case .noDrift: "ok"
        case .withinChance: "chance"
        case .drift: "DRIFT"
        case .undecided: "undecided"
        }
    }

    /// Such as `0.1234`, or `0.1234 ± 2e-05` where it is not exact.
    private static func score(_ outcome: StatTestOutcome) -> String {
        decimal(outcome.score) + (outcome.scoreError.map { String(format: " ± %.1g", $0) } ?? "")
    }

    /// Four significant digits.
    private static func decimal(_ value: Double) -> String {
        String(format: "%.4g", value)
    }
}
