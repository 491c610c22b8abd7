import Checks
import Foundation
import Statistics

/// The page that a common Evidently exporter serves: one flattened name for every metric of its list, without labels.
///
/// Names are those of Evidently up to 0.7.12, values are those of the current data, printed with six decimals.
struct EvidentlyPage {
    private let evaluation: ModelEvaluation
    private var lines = ["# HELP evidently_metric Evidently monitoring metric", "# TYPE evidently_metric gauge"]

    init(_ evaluation: ModelEvaluation) {
        self.evaluation = evaluation
        writeRows()
        writeMissingValues()
        writeDrift()
        writePredictionDrift()
        writeQuality()
    }

    var text: String { lines.joined(separator: "\n") + "\n" }

    /// Lower-case; every run of characters other than letters, digits and underscores becomes one underscore; none at
    /// the ends.
    static func prometheusSafe(_ name: String) -> String {
        var result = ""
        for character in name.lowercased().unicodeScalars {
            switch character {
            case "a"..."z", "0"..."9", "_": result.unicodeScalars.append(character)
            default: if !result.hasSuffix("\u{1}") { result += "\u{1}" }
            }
        }
        let safe = result.replacing("\u{1}", with: "_")
        return String(safe.drop { $0 == "_" }.reversed().drop { $0 == "_" }.reversed())
    }

    private var features: [ColumnEvaluation] { evaluation.columns(.feature) }

    private mutating func write(_ name: String, key: String = "", _ value: Double?) {
        guard let value else { return }
        let identifier = Self.prometheusSafe(name)
        let full = key.isEmpty ? identifier : Self.prometheusSafe(identifier + "_" + key)
        lines.append("\(full) \(String(format: "%.6f", value))")
    }

    private mutating func writeRows() {
        let rows = evaluation.rows.current
        write("RowCount()", Double(rows.rowCount))
        write("EmptyRowsCount()", Double(rows.emptyRowCount))
        write("DuplicatedRowCount()", Double(rows.duplicatedRowCount))
    }

    private mutating func writeMissingValues() {
        let rows = Double(evaluation.rows.current.rowCount)
        for column in features {
            guard let summary = column.summaries.current else { continue }
            let name = "MissingValueCount(column=\(column.name))"
            write(name, key: "count", Double(summary.missingCount))
            write(name, key: "share", rows > 0 ? Double(summary.missingCount) / rows : nil)
        }
    }

    private mutating func writeDrift() {
        for column in features { write("ValueDrift(column=\(column.name))", column.drift?.decidingValue) }
        let (drifted, total) = evaluation.driftedFeatures
        guard total > 0 else { return }
        let names = features.map(\.name).joined(separator: ",")
        let name = "DriftedColumnsCount(columns=\(names),drift_share=\(evaluation.model.drift.share))"
        write(name, key: "count", Double(drifted))
        write(name, key: "share", Double(drifted) / Double(features.count))
    }

    /// The categories are those of the reference.
    private mutating func writePredictionDrift() {
        for column in evaluation.columns(.prediction) {
            write("ValueDrift(column=\(column.name))", column.drift?.decidingValue)
            guard let categories = column.categories, let known = categories.known, !known.isEmpty else { continue }
            let names = known.map(\.label).joined(separator: ",")
            let name = "CategoryCount(column=\(column.name),categories=\(names))"
            let count = categories.knownRowCount
            let values = column.summaries.current?.valueCount ?? 0
            write(name, key: "count", Double(count))
            write(name, key: "share", values > 0 ? Double(count) / Double(values) : nil)
        }
    }

    private mutating func writeQuality() {
        guard case .success(let matrix) = evaluation.confusion.current else { return }
        let positive = evaluation.positiveLabel(in: matrix)
        write("Accuracy()", Accuracy.value(matrix, positiveLabel: positive))
        write("F1Score(conf_matrix=True)", F1Score.value(matrix, positiveLabel: positive))
    }
}
