public import Statistics

/// How the quality of predictions is measured.
public struct QualitySettings: Sendable, Equatable {
    /// The probability from which on a binary classification predicts the positive label.
    public let probabilityThreshold: Double
    /// Predictions whose largest probability is below this are of low confidence.
    public let lowConfidence: Double
    /// How percentage errors treat targets of nearly 0.
    public let percentageError: PercentageErrorSettings
    /// Over how many evaluations of new data trends are taken.
    public let trendEvaluations: Int

    /// Sets how quality is measured.
    public init(
        probabilityThreshold: Double = 0.5, lowConfidence: Double = 0.7,
        percentageError: PercentageErrorSettings = PercentageErrorSettings(), trendEvaluations: Int = 10
    ) {
        self.probabilityThreshold = probabilityThreshold
        self.lowConfidence = lowConfidence
        self.percentageError = percentageError
        self.trendEvaluations = trendEvaluations
    }
}

extension ModelDefinition {
    /// What becomes of targets of nearly 0 in percentage errors: scikit-learn keeps such rows, Evidently replaces their
    /// errors in the current data and drops them from the reference.
    func zeroTargets(of side: DatasetSide) -> ZeroTargets {
        if let zeros = quality.percentageError.zeros { return zeros }
        switch (drift.testSettings.compatibility, side) {
        case (.none, _): return .keep
        case (.evidently, .reference): return .drop
        case (.evidently, .current): return .replace
        }
    }
}
