import Foundation
import Testing

@testable import Statistics

/// Quality metrics that scikit-learn 1.9.1 gives; `scripts/make-quality-fixtures.py` records them.
struct RecordedQualityTests {
    private struct Recorded: Decodable {
        struct Labels: Decodable {
            let name: String
            let target, prediction: [String]
            let values: [String: Value]
        }

        struct Binary: Decodable {
            let name: String
            let target: [Int64]
            let probability: [Double]
            let values: [String: Value]
        }

        struct Multiclass: Decodable {
            let name: String
            let columns, target: [String]
            let probabilities: [[Double]]
            let values: [String: Value]
        }

        struct Regression: Decodable {
            let name: String
            let target, prediction: [Double]
            let values: [String: Value]
            let quantiles: [Double]
        }

        let labels: [Labels]
        let binary: [Binary]
        let multiclass: [Multiclass]
        let regression: [Regression]
    }

    /// A number, or one for each label.
    private enum Value: Decodable {
        case number(Double?)
        case byLabel([String: Double])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let values = try? container.decode([String: Double].self) {
                self = .byLabel(values)
            } else {
                self = .number(try container.decode(Double?.self))
            }
        }
    }

    private let recorded: Recorded

    init() throws {
        let file = URL(filePath: #filePath).appending(path: "../../Fixtures/statistics/quality.json")
        recorded = try JSONDecoder().decode(Recorded.self, from: Data(contentsOf: file.standardizedFileURL))
    }

    /// Compares every recorded value with the one that `measured` gives for its name.
    private func compare(
        _ recorded: [String: Value], _ name: String, _ measured: (_ metric: String, _ label: String?) throws -> Double?
    ) rethrows {
        for (metric, value) in recorded {
            switch value {
            case .number(let number):
                let ours = try measured(metric, nil)
                #expect(Self.isClose(ours, number), "\(name): \(metric) \(String(describing: ours))")
            case .byLabel(let numbers):
                for (label, number) in numbers {
                    let ours = try measured(metric, label)
                    #expect(Self.isClose(ours, number), "\(name): \(metric) \(label) \(String(describing: ours))")
                }
            }
        }
    }

    private static func isClose(_ ours: Double?, _ theirs: Double?) -> Bool {
        guard let ours, let theirs else { return ours == theirs }
        return abs(ours - theirs) <= max(1e-12 * abs(theirs), 1e-15)
    }

    private func value(
        _ metric: String, _ label: String?, _ matrix: ConfusionMatrix, positive: Statistics.Category? = nil
    ) throws -> Double? {
        guard let label else {
            let metric = try #require(ClassificationMetricCatalog.all.first { $0.name == metric }, "\(metric)")
            return metric.value(matrix, positiveLabel: positive)
        }
        let metric = try #require(ClassificationMetricCatalog.byLabel.first { "label_\($0.name)" == metric })
        return matrix.place(of: Category(label)).map { metric.score(matrix, label: $0) }
    }

    private func value(
        _ metric: String, _ label: String?, _ summary: ProbabilitySummary, positive: Statistics.Category? = nil
    ) throws -> Double? {
        if metric == "label_roc_auc" { return summary.areas.first { $0.label.label == label }?.area }
        if let metric = ProbabilityMetricCatalog.all.first(where: { $0.name == metric }) {
            return metric.value(summary, compatibility: .none)
        }
        return try value(metric, label, summary.matrix, positive: positive)
    }

    @Test func `metrics of labels agree with scikit-learn`() throws {
        for labels in recorded.labels {
            var profile = ConfusionProfile()
            try profile.update([TestColumn.texts(labels.target), TestColumn.texts(labels.prediction)])
            try compare(labels.values, labels.name) { try value($0, $1, profile.matrix) }
        }
    }

    @Test func `metrics of the positive label's probability agree with scikit-learn`() throws {
        for binary in recorded.binary {
            var profile = ProbabilityProfile(.binary(positive: .integer(1), threshold: 0.5))
            try profile.update([TestColumn.doubles(binary.probability), TestColumn.integers(binary.target)])
            let summary = try profile.summary()
            try compare(binary.values, binary.name) { try value($0, $1, summary, positive: .integer(1)) }
        }
    }

    @Test func `metrics of several labels' probabilities agree with scikit-learn`() throws {
        for multiclass in recorded.multiclass {
            var profile = ProbabilityProfile(.multiclass(multiclass.columns.map { Category($0) }))
            try profile.update(
                multiclass.probabilities.map { try TestColumn.doubles($0) } + [TestColumn.texts(multiclass.target)])
            let summary = try profile.summary()
            try compare(multiclass.values, multiclass.name) { try value($0, $1, summary) }
        }
    }

    @Test func `metrics of errors agree with scikit-learn`() throws {
        for regression in recorded.regression {
            var profile = RegressionProfile()
            try profile.update([TestColumn.doubles(regression.target), TestColumn.doubles(regression.prediction)])
            let summary = try profile.summary()
            try compare(regression.values, regression.name) { name, _ in
                let metric = try #require(RegressionMetricCatalog.all.first { $0.name == name }, "\(name)")
                return metric.value(summary, zeros: .keep)
            }
            for (ours, theirs) in zip(summary.quantiles, regression.quantiles) {
                #expect(Self.isClose(ours, theirs), "\(regression.name): quantile")
            }
        }
    }
}
