import Foundation
import Testing

@testable import Statistics

/// Values that scipy 1.17.1 and scikit-learn 1.9.1 give; `scripts/make-statistics-fixtures.py` records them.
struct RecordedValuesTests {
    private struct Recorded: Decodable {
        struct Sample: Decodable {
            let n, m, modulus, shift: Int
            let statistic, pValue, wasserstein: Double
        }

        struct Labels: Decodable {
            let name: String
            let target, prediction, labels: [String]
            let matrix: [Int]
            let accuracy, macroF1: Double
            let f1: [Double]
        }

        let kolmogorovSmirnov: [Sample]
        let labels: [Labels]
    }

    private let recorded: Recorded

    init() throws {
        let file = URL(filePath: #filePath).appending(path: "../../Fixtures/statistics/expected.json")
        recorded = try JSONDecoder().decode(Recorded.self, from: Data(contentsOf: file.standardizedFileURL))
    }

    private func values(_ count: Int, _ modulus: Int, _ shift: Int) -> [Double] {
        (0..<count).map { Double(($0 * 7919 + 13) % modulus + shift) }
    }

    /// Exact up to 10,000 values, the limit law above; relative error, down to p = 1e-302.
    @Test func `Kolmogorov-Smirnov agrees with scipy`() throws {
        var largest = 0.0
        for sample in recorded.kolmogorovSmirnov {
            let pair = try #require(
                try ColumnPair(values(sample.n, sample.modulus, 0), values(sample.m, sample.modulus, sample.shift)))
            let outcome = try #require(KolmogorovSmirnov.outcome(pair, settings: StatTestSettings()))
            let name: Comment = "n \(sample.n), m \(sample.m), modulus \(sample.modulus), shift \(sample.shift)"
            #expect(abs(outcome.score - sample.statistic) <= 1e-15, name)
            let pValue = try #require(outcome.pValue)
            if sample.pValue > 0 { largest = max(largest, abs(pValue - sample.pValue) / sample.pValue) }
            #expect(
                abs(pValue - sample.pValue) <= max(1e-9 * sample.pValue, 1e-300), "\(name): \(pValue) \(sample.pValue)")
            let distance = try #require(pair.samples).wassersteinDistance
            #expect(abs(distance - sample.wasserstein) <= 1e-12 * max(1, sample.wasserstein), name)
        }
        print("scipy: \(recorded.kolmogorovSmirnov.count) p-values, largest relative error \(largest)")
    }

    @Test func `label scores agree with scikit-learn`() throws {
        for labels in recorded.labels {
            var profile = ConfusionProfile()
            try profile.update([TestColumn.texts(labels.target), TestColumn.texts(labels.prediction)])
            let matrix = profile.matrix
            let name = Comment(rawValue: labels.name)
            #expect(matrix.labels.map(\.label) == labels.labels, name)
            #expect(matrix.table == labels.matrix, name)
            #expect(isClose(Accuracy.value(matrix, positiveLabel: nil), labels.accuracy), name)
            #expect(isClose(F1Score.value(matrix, positiveLabel: nil), labels.macroF1), name)
            for (label, f1) in zip(labels.labels, labels.f1) {
                #expect(isClose(F1Score.value(matrix, positiveLabel: Category(label)), f1), name)
            }
        }
    }

    private func isClose(_ ours: Double?, _ theirs: Double) -> Bool {
        ours.map { abs($0 - theirs) <= 1e-15 } ?? false
    }
}
