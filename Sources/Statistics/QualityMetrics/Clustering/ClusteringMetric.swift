/// A measure of how close points are to others of their cluster; ``ClusteringMetricCatalog/all`` lists them.
public protocol ClusteringMetric: Sendable {
    /// The name within metric names, such as `silhouette_score`.
    static var name: String { get }
    /// One sentence for `# HELP`.
    static var help: String { get }

    /// The value of clusters.
    ///
    /// - Returns: nil where the value is undefined.
    static func value(_ clusters: Clusters) -> Double?
}

/// All clustering metrics.
public enum ClusteringMetricCatalog {
    /// Every metric; add a new one here and nowhere else.
    public static let all: [any ClusteringMetric.Type] = [
        SilhouetteScore.self, Inertia.self, CalinskiHarabaszScore.self, DaviesBouldinScore.self,
    ]
}
