public import Statistics

/// How often each label was predicted for each true one.
public enum LabelConfusion: JointStatistic {
    /// Target and prediction of a classification.
    public static func columns(of model: ModelDefinition, in columns: [ColumnPlan.Column]) -> [ColumnPlan.Column]? {
        guard model.task.isClassification, let target = columns.first(where: { $0.role == .target }),
            let prediction = columns.first(where: { $0.role == .prediction })
        else { return nil }
        return [target, prediction]
    }

    /// Counts of pairs of labels.
    public static func profile(
        of model: ModelDefinition, columns: [ColumnPlan.Column], spill: (any KeySpill)?
    ) -> ConfusionProfile {
        ConfusionProfile()
    }

    /// The matrix over the labels that occur.
    public static func summary(_ profile: consuming ConfusionProfile) -> ConfusionMatrix {
        profile.matrix
    }
}
