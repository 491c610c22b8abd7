import Checks
import Foundation
import Statistics
import Testing

/// Evidently's classification metrics.
struct ClassificationGoldenTests {
    let golden: Golden

    init() throws {
        golden = try Golden.load()
    }

    static let covered: Set<String> = ["Accuracy", "F1Score"]

    /// Evidently wins by labels or by probabilities; these groups have the labels.
    private static let labelGroups: [String: (data: String, columns: String)] = [
        "mc4/labels": ("mc4", "target: target, prediction: prediction"),
        "mc4_small/labels": ("mc4_small", "target: target, prediction: prediction"),
        "bin/labels01": ("bin", "target: target, prediction: prediction, positive_label: 1"),
        "bin/labels01_pos0": ("bin", "target: target, prediction: prediction, positive_label: 0"),
        "bin/labels_str_yes": ("bin", "target: target_s, prediction: prediction_s, positive_label: 'yes'"),
    ]

    @Test func `metrics of a classification agree with Evidently`() async throws {
        var agreement = Agreement("classification metrics")
        var left: [String: Int] = [:]
        var evaluations: [String: ModelEvaluation] = [:]
        for entry in golden.metrics where Self.covered.contains(entry.metric) {
            guard entry.error == nil, let (data, columns) = Self.labelGroups[entry.group] else {
                left["\(entry.group) \(entry.metric) \(entry.error ?? "")", default: 0] += 1
                continue
            }
            if evaluations[entry.group] == nil {
                let isBinary = columns.contains("positive_label")
                evaluations[entry.group] = try await golden.evaluate(
                    data, task: isBinary ? .binaryClassification : .multiclassClassification, columns: columns)
            }
            guard let evaluation = evaluations[entry.group] else { continue }
            compare(entry, evaluation, &agreement)
        }
        for (what, count) in left.sorted(by: { $0.key < $1.key }) {
            print("golden classification metrics: left out: \(what) (\(count))")
        }
        agreement.report()
    }

    private func compare(_ entry: Golden.MetricCase, _ evaluation: ModelEvaluation, _ agreement: inout Agreement) {
        let metric: any ClassificationMetric.Type = entry.metric == "Accuracy" ? Accuracy.self : F1Score.self
        let positive = evaluation.model.task == .binaryClassification ? evaluation.model.columns.positiveLabel : nil
        for (side, recorded) in [
            (DatasetSide.current, entry.current?.first?.value), (.reference, entry.reference?.first ?? nil),
        ] {
            guard let recorded = recorded?.number else { continue }
            guard case .success(let matrix) = evaluation.joint[LabelConfusion.self][side] else { continue }
            agreement.compare(
                metric.value(matrix, positiveLabel: positive), recorded, "\(entry.group)/\(entry.metric) \(side)")
        }
    }
}
