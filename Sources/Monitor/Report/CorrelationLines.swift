import Checks
import Statistics

/// The pairs of columns whose correlation changed most, as reports show them.
struct CorrelationLines {
    /// One pair.
    struct Line {
        let method: String
        let names: CorrelationSummary.Pair
        let coefficients: BothSides<Double>
        let change: Double
        /// nil where chance is not known.
        let isDetected: Bool?
    }

    /// By method; none where correlations are not measured.
    let lines: [Line]

    /// As many pairs are shown for each method.
    private static let mostPairs = 5

    init(_ evaluation: ModelEvaluation) {
        lines = (evaluation.correlationChanges ?? []).flatMap { changes in
            changes.pairs.prefix(Self.mostPairs).compactMap { Line($0, method: changes.method) }
        }
    }
}

extension CorrelationLines.Line {
    /// nil for a pair that lacks the correlation on a side.
    fileprivate init?(_ pair: CorrelationChanges.Pair, method: String) {
        guard let reference = pair.coefficients.reference, let current = pair.coefficients.current,
            let change = pair.change
        else { return nil }
        self.method = method
        names = pair.names
        coefficients = BothSides(reference: reference, current: current)
        self.change = change
        isDetected = pair.isDetected
    }
}
