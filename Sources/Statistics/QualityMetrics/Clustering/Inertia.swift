/// The sum of squared Euclidean distances of points to the mean of their cluster, as `KMeans.inertia_` of scikit-learn once
/// it has converged.
public enum Inertia: ClusteringMetric {
    public static let name = "inertia"
    public static let help = "Sum of squared distances of points to the mean of their cluster."

    /// A squared distance; undefined without points.
    public static func value(_ clusters: Clusters) -> Double? {
        clusters.count > 0 ? clusters.sums.squaresWithin : nil
    }
}
