import Checks
import Foundation
import Monitor
import NIOPosix
import Statistics
import Testing

/// Every recorded Evidently metric that the checks cover, through a configuration file and a whole evaluation.
struct MetricGoldenTests {
    let golden: Golden

    init() throws {
        golden = try Golden.load()
    }

    private static let covered: Set<String> = [
        "RowCount", "EmptyRowsCount", "DuplicatedRowCount", "MissingValueCount", "DatasetMissingValueCount",
        "DriftedColumnsCount", "CategoryCount", "Accuracy", "F1Score",
    ]

    /// Evidently wins by labels or by probabilities; these groups have the labels.
    private static let labelGroups: [String: (data: String, columns: String)] = [
        "mc4/labels": ("mc4", "target: target, prediction: prediction"),
        "mc4_small/labels": ("mc4_small", "target: target, prediction: prediction"),
        "bin/labels01": ("bin", "target: target, prediction: prediction, positive_label: 1"),
        "bin/labels01_pos0": ("bin", "target: target, prediction: prediction, positive_label: 0"),
        "bin/labels_str_yes": ("bin", "target: target_s, prediction: prediction_s, positive_label: 'yes'"),
    ]

    @Test func `metrics agree with Evidently`() async throws {
        var agreement = Agreement("metrics")
        var left: [String: Int] = [:]
        var evaluations: [String: ModelEvaluation] = [:]
        for entry in golden.metrics where Self.covered.contains(entry.metric) {
            guard entry.error == nil, let group = dataGroup(entry) else {
                left["\(entry.group) \(entry.metric) \(entry.error ?? "")", default: 0] += 1
                continue
            }
            let key = "\(entry.group) \(entry.ctor.numericalMethod ?? "")"
            if evaluations[key] == nil {
                evaluations[key] = try await evaluate(group, labels: Self.labelGroups[entry.group]?.columns, entry.ctor)
            }
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

    private func dataGroup(_ entry: Golden.MetricCase) -> String? {
        if ["Accuracy", "F1Score"].contains(entry.metric) { return Self.labelGroups[entry.group]?.data }
        return golden.datasets[entry.group] == nil ? nil : entry.group
    }

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
        case "Accuracy", "F1Score":
            let metric: any ClassificationMetric.Type = entry.metric == "Accuracy" ? Accuracy.self : F1Score.self
            let positive = evaluation.model.task == .binaryClassification ? evaluation.model.columns.positiveLabel : nil
            both { side in
                guard case .success(let matrix) = evaluation.confusion[side] else { return nil }
                return metric.value(matrix, positiveLabel: positive)
            }
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

    private func evaluate(
        _ group: String, labels: String?, _ ctor: Golden.MetricArguments
    ) async throws -> ModelEvaluation {
        let columns = golden.datasets[group]?.columns ?? [:]
        func list(_ type: String) -> String {
            columns.filter { $0.value == type }.keys.sorted().map { "'\($0)'" }.joined(separator: ", ")
        }
        let task = labels.map { $0.contains("positive_label") ? "binary_classification" : "multiclass_classification" }
        let method = ctor.numericalMethod.flatMap { StatTestCatalog.named($0) == nil ? nil : $0 }
        let text = """
            models:
              - name: golden
                task: \(task ?? "unsupervised")
                reference: {path: \(Golden.folder.path())/data/s1_\(group)_ref.parquet}
                current: {path: \(Golden.folder.path())/data/s1_\(group)_cur.parquet}
                columns: {\(labels.map { $0 + ", " } ?? "")numerical: [\(list("num"))], categorical: [\(list("cat"))]}
                drift: {compat: evidently, numerical: \(method ?? "auto")}
            """
        let file = FileManager.default.temporaryDirectory.appending(path: "golden-\(UUID().uuidString).yml")
        try text.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let configuration = try Configuration(file: file.path())
        let pool = NIOThreadPool(numberOfThreads: 2)
        pool.start()
        let evaluation = try await ModelEvaluator(try #require(configuration.models.first), on: pool).evaluate()
        try await pool.shutdownGracefully()
        return evaluation
    }
}
