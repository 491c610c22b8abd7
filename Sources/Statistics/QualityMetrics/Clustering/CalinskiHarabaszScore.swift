/// (B / (k − 1)) / (W / (n − k)) of k clusters of n points, B and W the sums of squares between and within clusters
/// (`sklearn.metrics.calinski_harabasz_score`).
public enum CalinskiHarabaszScore: ClusteringMetric {
    public static let name = "calinski_harabasz_score"
    public static let help = "Ratio of the variance between clusters to that within them; larger is better."

    /// A ratio; 1 where no point differs from the mean of its cluster, undefined for fewer than two clusters and where
    /// each point has its own.
    public static func value(_ clusters: Clusters) -> Double? {
        let (rows, count) = (clusters.sums.count, clusters.count)
        guard count > 1, count < rows, let within = clusters.sums.squaresWithin,
            let between = clusters.sums.squaresBetween
        else { return nil }
        guard within > 0 else { return 1 }
        return between * Double(rows - count) / (within * Double(count - 1))
    }
}
