public import Statistics

/// How the share of right labels changes with time.
public enum LabelTrend: JointStatistic {
    /// Timestamp, target and prediction of a classification.
    public static func columns(of model: ModelDefinition, in columns: [ColumnPlan.Column]) -> [ColumnPlan.Column]? {
        guard let time = columns.first(where: { $0.role == .timestamp }),
            let labels = LabelConfusion.columns(of: model, in: columns)
        else { return nil }
        return [time] + labels
    }

    /// Sums over times and right labels.
    public static func profile(
        of model: ModelDefinition, columns: [ColumnPlan.Column], spill: (any KeySpill)?
    ) -> OutcomeProfile<LabelAgreement> {
        OutcomeProfile(LabelAgreement())
    }

    /// The line through them.
    public static func summary(_ profile: consuming OutcomeProfile<LabelAgreement>) -> OutcomeTrend? { profile.trend }
}
