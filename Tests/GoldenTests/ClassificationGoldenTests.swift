import Checks
import Foundation
import Testing

/// Evidently's classification metrics.
struct ClassificationGoldenTests {
    let golden: Golden

    init() throws {
        golden = try Golden.load()
    }

    static let covered: Set<String> = Set(metrics.keys)

    /// What each metric of Evidently is called here.
    private static let metrics = [
        "Accuracy": "accuracy", "F1Score": "f1_score", "Precision": "precision", "Recall": "recall",
        "TPR": "true_positive_rate", "TNR": "true_negative_rate", "FPR": "false_positive_rate",
        "FNR": "false_negative_rate", "RocAuc": "roc_auc", "LogLoss": "log_loss", "F1ByLabel": "label_f1_score",
        "PrecisionByLabel": "label_precision", "RecallByLabel": "label_recall", "RocAucByLabel": "label_roc_auc",
        "DummyLogLoss": "dummy_log_loss",
    ]

    private static let genres = "probabilities: {blues: blues, jazz: jazz, pop: pop, rock: rock}"
    private static let groups: [String: (data: String, task: ModelTask, columns: String)] = [
        "mc4/labels": ("mc4", .multiclassClassification, "target: target, prediction: prediction"),
        "mc4/probas": ("mc4", .multiclassClassification, "target: target, \(genres)"),
        "mc4_small/labels": ("mc4_small", .multiclassClassification, "target: target, prediction: prediction"),
        "mc4_small/probas": ("mc4_small", .multiclassClassification, "target: target, \(genres)"),
        "mc_two": ("mc_two", .multiclassClassification, "target: target, prediction: prediction"),
        "bin/labels01": ("bin", .binaryClassification, "target: target, prediction: prediction"),
        "bin/labels01_pos0": (
            "bin", .binaryClassification, "target: target, prediction: prediction, positive_label: 0"
        ),
        "bin/labels_str_yes": (
            "bin", .binaryClassification, "target: target_s, prediction: prediction_s, positive_label: 'yes'"
        ),
        "bin/proba": ("bin", .binaryClassification, "target: target, probability: proba"),
        "bin/proba_str": ("bin", .binaryClassification, "target: target_s, probability: proba, positive_label: 'yes'"),
        "bin/labels_and_proba": (
            "bin", .binaryClassification, "target: target, prediction: prediction, probability: proba"
        ),
    ]

    @Test func `metrics of a classification agree with Evidently`() async throws {
        var agreement = Agreement("classification metrics")
        var measured: [String: Measurements] = [:]
        for entry in golden.metrics where Self.covered.contains(entry.metric) {
            let (data, task, columns) = try #require(Self.groups[entry.group], "\(entry.group)")
            let threshold = entry.ctor.probabilityThreshold
            let key = "\(entry.group) \(threshold ?? 0.5)"
            if measured[key] == nil {
                let quality = threshold.map { ["quality: {probability_threshold: \($0)}"] } ?? []
                measured[key] = Measurements(
                    try await golden.evaluate(data, task: task, columns: columns, more: quality))
            }
            compare(entry, try #require(measured[key]), &agreement)
        }
        agreement.report(explained: Self.explained)
    }

    private func compare(_ entry: Golden.MetricCase, _ measured: Measurements, _ agreement: inout Agreement) {
        let metric = Self.metrics[entry.metric] ?? ""
        for (side, value) in entry.values {
            let name = "\(entry.group)/\(entry.metric) \(side)"
            if case .numbers(let byLabel) = value {
                for (label, number) in byLabel {
                    agreement.compare(
                        measured.value(metric, side, label: label), number.value, absolute: 1e-15, "\(name) \(label)")
                }
            } else {
                // What Evidently refuses is undefined here.
                agreement.compare(measured.value(metric, side), value?.number ?? .nan, absolute: 1e-15, name)
            }
        }
    }

    private static let explained: [String: String] = {
        var reasons: [String: String] = [:]
        for metric in ["Accuracy", "F1Score"] {
            reasons["mc_two/\(metric) current"] =
                "of two labels in the batch Evidently expects one to be 1, and fails; here all count"
        }
        let labels = ["mc4": ["blues", "jazz", "pop", "rock"], "mc4_small": ["blues", "jazz", "pop", "rock"]]
        let groups =
            labels.map { ("\($0.key)/labels", $0.value) } + [
                ("bin/labels01", ["0", "1"]), ("bin/labels01_pos0", ["0", "1"]), ("bin/labels_str_yes", ["no", "yes"]),
            ]
        for (group, labels) in groups {
            for name in labels.flatMap({ ["current \($0)", "reference \($0)"] }) {
                reasons["\(group)/RocAucByLabel \(name)"] = "without probabilities Evidently gives an area of 0"
            }
        }
        for group in ["bin/proba", "bin/labels_and_proba"] {
            for side in ["current", "reference"] {
                reasons["\(group)/DummyLogLoss \(side)"] =
                    "Evidently compares labels that are numbers with their texts, finds no true label and a loss of 0"
            }
        }
        return reasons
    }()
}
