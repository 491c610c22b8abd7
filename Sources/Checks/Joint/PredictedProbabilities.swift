public import Statistics

/// How confident predictions are and, where true labels are known, how far they can be trusted.
public enum PredictedProbabilities: JointStatistic {
    /// Probabilities are as many as there are labels.
    public static let readsFeatures = true

    /// The columns of probabilities of a classification, and the target if there is one.
    public static func columns(of model: ModelDefinition, in columns: [ColumnPlan.Column]) -> [ColumnPlan.Column]? {
        guard model.task.isClassification, let expected = model.columns.probabilities else { return nil }
        let probabilities = columns.filter { $0.role == .probability }
        if case .labels(let labels) = expected, labels.count != probabilities.count { return nil }
        return probabilities.isEmpty ? nil : probabilities + columns.filter { $0.role == .target }
    }

    /// Two lists of scores for each label: of rows with the label and without.
    public static func keyListCount(of columns: [ColumnPlan.Column]) -> Int {
        2 * columns.count { $0.role == .probability }
    }

    /// Scores by label and truth.
    public static func profile(
        of model: ModelDefinition, columns: [ColumnPlan.Column], spill: (any KeySpill)?
    ) -> ProbabilityProfile {
        ProbabilityProfile(
            layout(of: model, columns), lowConfidence: model.quality.lowConfidence,
            compatibility: model.drift.testSettings.compatibility, spill: spill)
    }

    /// Areas, losses and confidence.
    public static func summary(_ profile: consuming ProbabilityProfile) throws(ColumnError) -> ProbabilitySummary {
        try profile.summary()
    }

    static func layout(of model: ModelDefinition, _ columns: [ColumnPlan.Column]) -> ProbabilityLayout {
        let labels = columns.compactMap { model.columns.probabilities?.label(of: $0.name) }
        return labels.isEmpty
            ? .binary(positive: model.columns.positiveLabel, threshold: model.quality.probabilityThreshold)
            : .multiclass(labels)
    }
}
