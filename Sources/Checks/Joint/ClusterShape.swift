public import Statistics

/// How close points are to others of their cluster.
public enum ClusterShape: JointStatistic {
    public static let readsFeatures = true

    /// Numerical features, and the prediction as the cluster.
    public static func columns(of model: ModelDefinition, in columns: [ColumnPlan.Column]) -> [ColumnPlan.Column]? {
        guard model.task == .clustering, let cluster = columns.first(where: { $0.role == .prediction }) else {
            return nil
        }
        let patterns = model.clustering.features.map { NamePattern($0) }
        let features = columns.filter { column in
            column.role == .feature && column.kind == .numerical && patterns.contains { $0.matches(column.name) }
        }
        return features.isEmpty ? nil : features + [cluster]
    }

    /// Sums over clusters, and a sample of points.
    public static func profile(
        of model: ModelDefinition, columns: [ColumnPlan.Column], spill: (any KeySpill)?
    ) -> ClusteringProfile {
        ClusteringProfile(featureCount: columns.count - 1, settings: model.clustering)
    }

    /// Every metric of the catalogue.
    public static func summary(_ profile: consuming ClusteringProfile) -> ClusteringSummary {
        ClusteringSummary(profile)
    }
}
