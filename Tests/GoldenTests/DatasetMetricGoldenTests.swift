import Checks
import Foundation
import Statistics
import Testing

/// Evidently's metrics of data sets and columns (its documentation's "dataset" and "column" groups).
struct DatasetMetricGoldenTests {
    let golden: Golden

    init() throws {
        golden = try Golden.load()
    }

    static let covered: Set<String> = [
        "RowCount", "EmptyRowsCount", "DuplicatedRowCount", "MissingValueCount", "DatasetMissingValueCount",
        "DriftedColumnsCount", "CategoryCount",
    ]

    @Test func `metrics of data sets and columns agree with Evidently`() async throws {
        var agreement = Agreement("dataset metrics")
        var left: [String: Int] = [:]
        var evaluations: [String: ModelEvaluation] = [:]
        for entry in golden.metrics where Self.covered.contains(entry.metric) {
            guard entry.error == nil else {
                left["\(entry.group) \(entry.metric) \(entry.error ?? "")", default: 0] += 1
                continue
            }
            let test = entry.ctor.numericalMethod.flatMap(StatTestCatalog.named)?.name
            let key = "\(entry.group) \(test ?? "")"
            if evaluations[key] == nil { evaluations[key] = try await golden.evaluate(entry.group, test: test) }
            guard let evaluation = evaluations[key] else { continue }
            compare(entry, evaluation, &agreement, &left)
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
        _ entry: Golden.MetricCase, _ evaluation: ModelEvaluation, _ agreement: inout Agreement,
        _ left: inout [String: Int]
    ) {
        let name = "\(entry.group)/\(entry.metric)(\(entry.ctor.column ?? ""))"
        guard let current = entry.current?.first?.value else { return }
        let reference = entry.reference?.first ?? nil
        func both(_ value: (DatasetSide) -> Double?, key: String? = nil) {
            func recorded(_ value: MetricValue) -> Double { (key.map { value[$0] } ?? value.number) ?? .nan }
            agreement.compare(value(.current), recorded(current), "\(name) \(key ?? "")")
            guard let reference else { return }
            agreement.compare(value(.reference), recorded(reference), "\(name) reference \(key ?? "")")
        }
        let column = evaluation.columns.first { $0.name == entry.ctor.column }
        switch entry.metric {
        case "RowCount": both { Double(evaluation.rows[$0].rowCount) }
        case "EmptyRowsCount": both { Double(evaluation.rows[$0].emptyRowCount) }
        case "DuplicatedRowCount": both { Double(evaluation.rows[$0].duplicatedRowCount) }
        case "MissingValueCount":
            let missing = { (side: DatasetSide) in column?.summaries[side].map { Double($0.missingCount) } }
            both(missing, key: "count")
            both({ side in missing(side).map { $0 / Double(evaluation.rows[side].rowCount) } }, key: "share")
        case "DatasetMissingValueCount":
            both(
                { side in Double(evaluation.columns.reduce(0) { $0 + ($1.summaries[side]?.missingCount ?? 0) }) },
                key: "count")
        case "CategoryCount":
            both({ side in categoryCount(entry, column, side).map(Double.init) }, key: "count")
            let values = { (side: DatasetSide) in Double(column?.summaries[side]?.valueCount ?? 0) }
            both({ side in categoryCount(entry, column, side).map { Double($0) / values(side) } }, key: "share")
        case "DriftedColumnsCount": drifted(entry, evaluation, current, &agreement, &left)
        default: break
        }
    }

    private func categoryCount(_ entry: Golden.MetricCase, _ column: ColumnEvaluation?, _ side: DatasetSide) -> Int? {
        let listed = entry.ctor.categories ?? [entry.ctor.category].compactMap { $0 }
        let wanted = listed.map { value -> Statistics.Category in
            switch value {
            case .number(let number): Category(number: number)
            case .text(let text): Category(text)
            case .boolean(let flag): .boolean(flag)
            default: Category("")
            }
        }
        return column?.categories?.entries.filter { wanted.contains($0.category) }.reduce(0) {
            $0 + (side == .reference ? $1.reference : $1.current)
        }
    }

    private func drifted(
        _ entry: Golden.MetricCase, _ evaluation: ModelEvaluation, _ current: MetricValue, _ agreement: inout Agreement,
        _ left: inout [String: Int]
    ) {
        let method = entry.ctor.numericalMethod
        guard method == nil || StatTestCatalog.named(method ?? "") != nil, entry.ctor.threshold == nil,
            entry.ctor.others.subtracting(["drift_share"]).isEmpty
        else { return left["DriftedColumnsCount by \(method ?? "another method") or with options", default: 0] += 1 }
        let columns = evaluation.columns.filter { entry.ctor.columns?.contains($0.name) ?? true }
        let count = columns.count { $0.drift?.isDrifted ?? false }
        let name = "\(entry.group)/DriftedColumnsCount(\(method ?? "auto"))"
        agreement.compare(Double(count), current["count"] ?? .nan, "\(name) count")
        agreement.compare(Double(count) / Double(columns.count), current["share"] ?? .nan, "\(name) share")
    }
}
