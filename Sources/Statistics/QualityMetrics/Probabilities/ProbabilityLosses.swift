import RealModule

/// What probabilities that did not come true add up to. Merges by addition.
struct ProbabilityLosses: Sendable, Equatable {
    /// Rows with a true label and proper probabilities.
    private(set) var count = 0
    /// Of those, the rows whose true label has no column.
    private(set) var unknownCount = 0
    /// Rows with a true label and a probability outside 0...1; they are in none of the sums.
    private(set) var outsideCount = 0
    /// Σ −ln of the probability of the true label, where it has a column.
    private var logarithms = ExactSum()
    /// Σ (p − y)² over rows and columns; y is 1 for the true label, else 0.
    private var squares = ExactSum()
    private var calibration = CalibrationBins()

    /// Probabilities are kept this far from 0 and 1 in logarithms, as scikit-learn does.
    static let margin = Double.ulpOfOne

    /// Adds the rows of a batch with their true labels.
    mutating func add(_ rows: ProbabilityRows, truths: [Int32], isBinary: Bool) {
        for (label, probabilities) in rows.probabilities.enumerated() {
            for row in truths.indices where Self.isCounted(rows, truths, row) {
                let distance = probabilities[row] - Double((Int(truths[row]) == label).bit)
                squares.addProduct(distance, distance)
            }
        }
        for row in truths.indices where truths[row] != ProbabilityRows.leftOut {
            guard rows.confidences[row].isFinite else {
                outsideCount += 1
                continue
            }
            count &+= 1
            if isBinary {
                add(rows.probabilities[0][row], isPositive: truths[row] == 0)
            } else {
                add(rows, at: row, truth: Int(truths[row]))
            }
        }
    }

    /// Calibration of the positive label's probability.
    @inline(__always)
    private mutating func add(_ probability: Double, isPositive: Bool) {
        addLogarithm(of: isPositive ? probability : 1 - probability)
        calibration.add(probability, isHit: isPositive)
    }

    /// Calibration of the predicted label's probability.
    @inline(__always)
    private mutating func add(_ rows: ProbabilityRows, at row: Int, truth: Int) {
        if truth >= 0 { addLogarithm(of: rows.probabilities[truth][row]) } else { unknownCount &+= 1 }
        calibration.add(rows.confidences[row], isHit: Int(rows.predictions[row]) == truth)
    }

    @inline(__always)
    private mutating func addLogarithm(of probability: Double) {
        logarithms.add(-Double.log(min(max(probability, Self.margin), 1 - Self.margin)))
    }

    private static func isCounted(_ rows: ProbabilityRows, _ truths: [Int32], _ row: Int) -> Bool {
        truths[row] != ProbabilityRows.leftOut && rows.confidences[row].isFinite
    }

    /// Adds the rows of another.
    mutating func merge(_ other: ProbabilityLosses) {
        count += other.count
        unknownCount += other.unknownCount
        outsideCount += other.outsideCount
        logarithms.merge(other.logarithms)
        squares.merge(other.squares)
        calibration.merge(other.calibration)
    }

    /// Σ −ln p, correctly rounded.
    var logarithmSum: Double { logarithms.value }
    /// Σ (p − y)², correctly rounded.
    var squareSum: Double { squares.value }
    /// See ``CalibrationBins/expectedError``.
    var expectedCalibrationError: Double? { calibration.expectedError }
}
