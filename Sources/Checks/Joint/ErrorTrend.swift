public import Statistics

/// How the absolute error of predicted numbers changes with time.
public enum ErrorTrend: JointStatistic {
    /// Timestamp, target and prediction of a regression.
    public static func columns(of model: ModelDefinition, in columns: [ColumnPlan.Column]) -> [ColumnPlan.Column]? {
        guard let time = columns.first(where: { $0.role == .timestamp }),
            let numbers = RegressionErrors.columns(of: model, in: columns)
        else { return nil }
        return [time] + numbers
    }

    /// Sums over times and errors.
    public static func profile(
        of model: ModelDefinition, columns: [ColumnPlan.Column], spill: (any KeySpill)?
    ) -> OutcomeProfile<AbsoluteErrors> {
        OutcomeProfile(AbsoluteErrors())
    }

    /// The line through them.
    public static func summary(_ profile: consuming OutcomeProfile<AbsoluteErrors>) -> OutcomeTrend? { profile.trend }
}
