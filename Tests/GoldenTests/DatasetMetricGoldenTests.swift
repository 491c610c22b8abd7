import Checks
import Foundation
import Statistics
import Testing

/// Evidently's metrics of whole data sets.
struct DatasetMetricGoldenTests {
    let golden: Golden

    init() throws {
        golden = try Golden.load()
    }

    static let covered: Set<String> = [
        "RowCount", "ColumnCount", "EmptyRowsCount", "EmptyColumnsCount", "DuplicatedRowCount",
        "DuplicatedColumnsCount", "AlmostDuplicatedColumnsCount", "ConstantColumnsCount",
        "AlmostConstantColumnsCount", "DatasetMissingValueCount", "DriftedColumnsCount",
    ]

    @Test func `metrics of data sets agree with Evidently`() async throws {
        var agreement = Agreement("dataset metrics")
        var left: [String: Int] = [:]
        var evaluations: [String: ModelEvaluation] = [:]
        for entry in golden.metrics where Self.covered.contains(entry.metric) {
            guard entry.error == nil else {
                left["\(entry.group) \(entry.metric) \(entry.error ?? "")", default: 0] += 1
                continue
            }
            let key = "\(entry.group) \(entry.ctor.drift)"
            if evaluations[key] == nil {
                evaluations[key] = try await golden.evaluate(entry.group, drift: entry.ctor.drift)
            }
            try compare(entry, try #require(evaluations[key]), &agreement)
        }
        for (what, count) in left.sorted(by: { $0.key < $1.key }) {
            print("golden metrics: left out: \(what) (\(count))")
        }
        agreement.report(explained: Self.explained)
    }

    /// Evidently's `DriftedColumnsCount` removes infinite values only from columns that also have a NaN; one infinity
    /// then makes the Wasserstein distance infinite. Its own `ValueDrift` removes them always, and so do we.
    private static let explained: [String: String] = {
        let cases = [
            "equal/DriftedColumnsCount(wasserstein)", "large/DriftedColumnsCount(auto)",
            "large/DriftedColumnsCount(wasserstein)",
        ]
        let names = cases.flatMap { ["\($0) count", "\($0) share"] }
        let reason = "Evidently counts inf_cur_no_nan because of one infinity"
        return Dictionary(uniqueKeysWithValues: names.map { ($0, reason) })
    }()

    private func compare(
        _ entry: Golden.MetricCase, _ evaluation: ModelEvaluation, _ agreement: inout Agreement
    ) throws {
        let recorded = BothSides(
            reference: entry.reference?.first ?? nil, current: try #require(entry.current?.first?.value))
        guard entry.metric != "DriftedColumnsCount" else {
            return drifted(entry, evaluation, try #require(recorded.current), &agreement)
        }
        let findings =
            DatasetRowsCheck.findings(evaluation).measurements
            + DatasetColumnsCheck.findings(evaluation).measurements
            + MissingValuesCheck.findings(evaluation).measurements
        for side in DatasetSide.allCases {
            let name = "\(entry.group)/\(entry.metric)(\(entry.ctor.columnType ?? "")) \(side)"
            let recorded = try #require(recorded[side], "\(name)")
            for (metric, value) in Self.metrics(entry, recorded) {
                let ours = findings.first { sample in
                    sample.metric.name == metric.name && sample.labels[1] == side.rawValue
                        && (metric.kind == nil || sample.labels[2] == metric.kind)
                }
                agreement.compare(ours?.value, value ?? .nan, relative: 1e-15, "\(name) \(metric.name)")
            }
        }
    }

    /// Our names for what an entry holds.
    private static func metrics(
        _ entry: Golden.MetricCase, _ recorded: MetricValue
    ) -> [(metric: (name: String, kind: String?), value: Double?)] {
        if entry.metric == "DatasetMissingValueCount" {
            return [
                (("modelwatch_dataset_missing_values", nil), recorded["count"]),
                (("modelwatch_dataset_missing_values_ratio", nil), recorded["share"]),
            ]
        }
        if let type = entry.ctor.columnType {
            let kind = type.split(separator: ".").last.map { $0.lowercased() }
            return [(("modelwatch_dataset_columns_of_kind", kind), recorded.number)]
        }
        return [((names[entry.metric] ?? "", nil), recorded.number)]
    }

    private static let names = [
        "RowCount": "modelwatch_dataset_rows", "ColumnCount": "modelwatch_dataset_columns",
        "EmptyRowsCount": "modelwatch_dataset_empty_rows", "EmptyColumnsCount": "modelwatch_dataset_empty_columns",
        "DuplicatedRowCount": "modelwatch_dataset_duplicated_rows",
        "DuplicatedColumnsCount": "modelwatch_dataset_duplicated_columns",
        "AlmostDuplicatedColumnsCount": "modelwatch_dataset_almost_duplicated_columns",
        "ConstantColumnsCount": "modelwatch_dataset_constant_columns",
        "AlmostConstantColumnsCount": "modelwatch_dataset_almost_constant_columns",
    ]

    private func drifted(
        _ entry: Golden.MetricCase, _ evaluation: ModelEvaluation, _ current: MetricValue, _ agreement: inout Agreement
    ) {
        let columns = evaluation.columns.filter { entry.ctor.columns?.contains($0.name) ?? true }
        let count = columns.count { $0.drift?.isDrifted ?? false }
        let name = "\(entry.group)/DriftedColumnsCount(\(entry.ctor.methods))"
        agreement.compare(Double(count), current["count"] ?? .nan, "\(name) count")
        agreement.compare(Double(count) / Double(columns.count), current["share"] ?? .nan, "\(name) share")
    }
}
