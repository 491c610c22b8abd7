import RealModule

/// The rows of one batch of predicted probabilities, and what each of them predicts.
struct ProbabilityRows: Sendable {
    /// The truth of a row that is left out: it lacks a probability or the true label.
    static let leftOut: Int32 = -2
    /// The truth of a row whose true label has no column.
    static let unknown: Int32 = -1

    /// By label, then by row.
    private(set) var probabilities: [[Double]]
    /// The probability of what is predicted; NaN where a probability is missing or infinite, and infinite where one
    /// lies outside 0...1.
    private(set) var confidences: [Double] = []
    /// The place of the predicted label; in a binary layout 0 for the positive label and 1 for the other.
    private(set) var predictions: [Int32] = []
    private let layout: ProbabilityLayout

    init(_ layout: ProbabilityLayout) {
        self.layout = layout
        probabilities = layout.labels.map { _ in [] }
    }

    /// Replaces the rows by those of a batch.
    mutating func read(_ columns: some Collection<Column>) throws(ColumnError) {
        for (label, column) in columns.enumerated() { try column.decodeNumbers(into: &probabilities[label]) }
        switch layout {
        case .binary(_, let threshold): predict(probabilities[0], threshold: threshold)
        case .multiclass: predictMostProbable()
        }
    }

    private mutating func predict(_ probabilities: [Double], threshold: Double) {
        confidences.removeAll(keepingCapacity: true)
        predictions.removeAll(keepingCapacity: true)
        for probability in probabilities {
            let confidence = max(probability, 1 - probability)
            confidences.append(probability.isFinite ? (confidence <= 1 ? confidence : .infinity) : .nan)
            predictions.append(probability >= threshold ? 0 : 1)
        }
    }

    private mutating func predictMostProbable() {
        let count = probabilities.first?.count ?? 0
        confidences = [Double](repeating: -.infinity, count: count)
        predictions = [Int32](repeating: 0, count: count)
        // 0 where all are proper, NaN once one is not finite, infinite once one is negative.
        var flaws = [Double](repeating: 0, count: count)
        for (label, column) in probabilities.enumerated() {
            for row in column.indices {
                let probability = column[row]
                flaws[row] += probability.isFinite ? (probability < 0 ? .infinity : 0) : .nan
                if probability > confidences[row] {
                    confidences[row] = probability
                    predictions[row] = Int32(label)
                }
            }
        }
        for row in flaws.indices {
            confidences[row] = flaws[row] + (confidences[row] <= 1 ? confidences[row] : .infinity)
        }
    }
}
