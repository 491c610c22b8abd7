public import Statistics

/// How often each true label comes with each cluster.
public enum ClusterAgreement: JointStatistic {
    /// Target and prediction of a clustering.
    public static func columns(of model: ModelDefinition, in columns: [ColumnPlan.Column]) -> [ColumnPlan.Column]? {
        guard model.task == .clustering, let target = columns.first(where: { $0.role == .target }),
            let cluster = columns.first(where: { $0.role == .prediction })
        else { return nil }
        return [target, cluster]
    }

    /// Counts of pairs.
    public static func profile(
        of model: ModelDefinition, columns: [ColumnPlan.Column], spill: (any KeySpill)?
    ) -> ConfusionProfile {
        ConfusionProfile()
    }

    /// The pairs that occur.
    public static func summary(_ profile: consuming ConfusionProfile) -> ContingencyTable {
        profile.contingency
    }
}
