public import Statistics

/// How far predicted numbers are from true ones.
public enum RegressionErrors: JointStatistic {
    /// Target and prediction of a regression.
    public static func columns(of model: ModelDefinition, in columns: [ColumnPlan.Column]) -> [ColumnPlan.Column]? {
        guard model.task == .regression, let target = columns.first(where: { $0.role == .target }),
            let prediction = columns.first(where: { $0.role == .prediction })
        else { return nil }
        return [target, prediction]
    }

    /// One list, of the errors.
    public static func keyListCount(of columns: [ColumnPlan.Column]) -> Int { 1 }

    /// Sums of errors.
    public static func profile(
        of model: ModelDefinition, columns: [ColumnPlan.Column], spill: (any KeySpill)?
    ) -> RegressionProfile {
        RegressionProfile(
            model.quality.percentageError, compatibility: model.drift.testSettings.compatibility, spill: spill)
    }

    /// Moments and quantiles of the errors.
    public static func summary(_ profile: consuming RegressionProfile) throws(ColumnError) -> RegressionSummary {
        try profile.summary()
    }
}
