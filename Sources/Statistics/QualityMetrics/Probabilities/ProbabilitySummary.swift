/// What is kept of predicted probabilities once the rows are gone.
public struct ProbabilitySummary: Sendable, Equatable {
    /// The area under the ROC curve of one label against all others.
    public struct LabelArea: Sendable, Equatable {
        public let label: Category
        /// nil where every row has the label, or none.
        public let area: Double?
    }

    /// Predictions with probabilities from 0 to 1.
    public var predictionCount: Int { confidence.count }
    /// Predictions with a probability outside 0...1.
    public var outsideCount: Int { confidence.outsideCount }
    /// Labels predicted from probabilities against true ones.
    public let matrix: ConfusionMatrix
    /// By label with a column; in a binary classification of the positive label and of the other.
    public let areas: [LabelArea]
    /// Whether one column has the probability of the positive label.
    public let isBinary: Bool
    let losses: ProbabilityLosses
    let confidence: ConfidenceTally

    /// The Kolmogorov-Smirnov test of the confidence of predictions, in steps of 1/1024, against those of a reference; nil
    /// without predictions on a side, and where a probability lies outside 0...1.
    public func confidenceDrift(from reference: ProbabilitySummary) -> StatTestOutcome? {
        guard outsideCount == 0, reference.outsideCount == 0 else { return nil }
        return confidence.drift(from: reference.confidence)
    }
}
