import Foundation
import TestSupport
import Testing

@testable import Statistics

/// How labels, and confidences, changed: values of scipy 1.17.1, which `scripts/make-drift-fixtures.py` records, and what
/// holds of any.
struct LabelRelationTests {
    private struct Recorded: Decodable {
        struct Labels: Decodable {
            let name: String
            let reference, current: [[Int]]
            let score, pValue: Double
        }

        struct Confidences: Decodable {
            let name: String
            let reference, current: [Double]
            let score, pValue: Double
        }

        let labels: [Labels]
        let confidences: [Confidences]
    }

    private let recorded: Recorded

    init() throws {
        let file = URL(filePath: #filePath).appending(path: "../../Fixtures/statistics/drift.json")
        recorded = try JSONDecoder().decode(Recorded.self, from: Data(contentsOf: file.standardizedFileURL))
    }

    /// A row for each true label and a column for each predicted one; labels are named by their places.
    private static func matrix(_ table: [[Int]], _ label: (Int) -> Statistics.Category = { .integer(Int64($0)) })
        -> ConfusionMatrix
    {
        ConfusionMatrix(
            table.enumerated().flatMap { target, row in
                row.enumerated().map { prediction, count in (label(target), label(prediction), count) }
            })
    }

    private static func outcome(_ reference: [[Int]], _ current: [[Int]]) -> StatTestOutcome? {
        LabelRelation(reference: matrix(reference), current: matrix(current)).outcome
    }

    @Test func `labels given predictions agree with scipy`() throws {
        for labels in recorded.labels {
            let outcome = try #require(Self.outcome(labels.reference, labels.current))
            let name = Comment(rawValue: labels.name)
            #expect(abs(outcome.score - labels.score) <= 1e-14, name)
            #expect(abs((outcome.pValue ?? .nan) - labels.pValue) <= 1e-11 * labels.pValue, name)
        }
    }

    @Test func `confidences agree with scipy`() throws {
        for confidences in recorded.confidences {
            var (reference, current) = (ConfidenceTally(), ConfidenceTally())
            reference.add(confidences.reference, lowBelow: 0.7)
            current.add(confidences.current, lowBelow: 0.7)
            let outcome = try #require(current.drift(from: reference))
            let name = Comment(rawValue: confidences.name)
            #expect(abs(outcome.score - confidences.score) <= 1e-15, name)
            #expect(abs((outcome.pValue ?? .nan) - confidences.pValue) <= 1e-9 * confidences.pValue, name)
        }
    }

    @Test func `other predictions are no other relation`() throws {
        // Four times as many predictions of the second label, each as often right as before.
        let outcome = try #require(Self.outcome([[90, 20], [10, 80]], [[90, 80], [10, 320]]))
        #expect(outcome.score == 0)
        #expect(outcome.pValue == 1)
    }

    @Test func `errors that move are another relation though accuracy is the same`() throws {
        let (reference, current) = (
            [[800, 50, 0], [100, 900, 50], [0, 50, 950]], [[800, 50, 0], [0, 900, 50], [100, 50, 950]]
        )
        let outcome = try #require(Self.outcome(reference, current))
        #expect(abs(outcome.score - 100.0 / 2900) <= 1e-15)
        #expect((outcome.pValue ?? 1) < 1e-10)
    }

    @Test(arguments: UInt64(1)...8)
    func `names and order of labels, and how they are written, change nothing`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let tables = (0..<2).map { _ in
            (0..<4).map { _ in (0..<4).map { _ in Int.random(in: 20..<200, using: &generator) } }
        }
        let outcome = try #require(Self.outcome(tables[0], tables[1]))
        let reversed = tables.map { Array($0.reversed().map { Array($0.reversed()) }) }
        let other = try #require(Self.outcome(reversed[0], reversed[1]))
        #expect(abs(other.score - outcome.score) <= 1e-14)
        #expect(abs((other.pValue ?? 0) - (outcome.pValue ?? 1)) <= 1e-12)
        // Numbers in the one file, texts in the other.
        let mixed = LabelRelation(
            reference: Self.matrix(tables[0]), current: Self.matrix(tables[1]) { Statistics.Category("\($0)") })
        #expect(mixed.outcome == outcome)
        let swapped = try #require(Self.outcome(tables[1], tables[0]))
        #expect(abs((swapped.pValue ?? 0) - (outcome.pValue ?? 1)) <= 1e-12)
    }

    /// Of pairs of small samples from one relation at most one in twenty, but for chance, has a p-value below 0.05.
    @Test func `small counts have the right p-value`() {
        let repetitions = 400
        var found = 0
        for seed in 0..<repetitions {
            var generator = SplitMix64(seed: UInt64(seed))
            func table(_ rows: Int) -> [[Int]] {
                var table = [[Int]](repeating: [Int](repeating: 0, count: 4), count: 4)
                for _ in 0..<rows {
                    let prediction = Int.random(in: 0..<4, using: &generator)
                    let isRight = Double.random(in: 0..<1, using: &generator) < 0.85
                    table[isRight ? prediction : Int.random(in: 0..<4, using: &generator)][prediction] += 1
                }
                return table
            }
            let outcome = Self.outcome(table(60), table(40))
            if let p = outcome?.pValue, p < 0.05 { found += 1 }
        }
        print("labels of one relation: \(found) of \(repetitions) below 0.05")
        // Mean 20, standard deviation 4.4.
        #expect(found <= 34)
        #expect(found >= 6)
    }

    @Test func `there is nothing to compare without a common prediction`() {
        #expect(Self.outcome([], []) == nil)
        #expect(Self.outcome([[5, 0], [0, 0]], [[0, 0], [0, 5]]) == nil)
        #expect(Self.outcome([[5]], []) == nil)
        #expect(Self.outcome([[5]], [[7]]) == .unchanged)
        #expect(ConfidenceTally().drift(from: ConfidenceTally()) == nil)
    }

    @Test func `thousands of labels and huge counts have an answer`() throws {
        let labels = 3000
        let pairs = (0..<labels).map { (target: Category("\($0)"), prediction: Category("\($0 / 2)"), count: 1) }
        let many = ConfusionMatrix(pairs)
        let outcome = try #require(LabelRelation(reference: many, current: many).outcome)
        #expect(outcome.score == 0)
        #expect((outcome.pValue ?? 0) > 0.9)
        let huge = 1 << 40
        let large = try #require(Self.outcome([[huge, 100], [100, huge]], [[huge, 100], [huge / 10, huge]]))
        #expect(large.pValue == 0)
        #expect(large.score > 0.04)
        #expect(Self.outcome([[huge, 0], [0, huge]], [[huge, 0], [0, huge]]) == .unchanged)
    }
}
