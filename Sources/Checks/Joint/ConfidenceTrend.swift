public import Statistics

/// How the confidence of predictions changes with time.
public enum ConfidenceTrend: JointStatistic {
    /// Probabilities are as many as there are labels.
    public static let readsFeatures = true

    /// Timestamp and columns of probabilities of a classification.
    public static func columns(of model: ModelDefinition, in columns: [ColumnPlan.Column]) -> [ColumnPlan.Column]? {
        guard let time = columns.first(where: { $0.role == .timestamp }),
            let predicted = PredictedProbabilities.columns(of: model, in: columns)
        else { return nil }
        return [time] + predicted.filter { $0.role == .probability }
    }

    /// Sums over times and confidences.
    public static func profile(
        of model: ModelDefinition, columns: [ColumnPlan.Column], spill: (any KeySpill)?
    ) -> OutcomeProfile<PredictedConfidence> {
        OutcomeProfile(PredictedConfidence(PredictedProbabilities.layout(of: model, Array(columns.dropFirst()))))
    }

    /// The line through them.
    public static func summary(_ profile: consuming OutcomeProfile<PredictedConfidence>) -> OutcomeTrend? {
        profile.trend
    }
}
