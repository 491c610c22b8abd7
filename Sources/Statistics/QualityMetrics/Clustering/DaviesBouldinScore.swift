/// The mean over clusters of the largest (sᵢ + sⱼ) / dᵢⱼ, s the mean distance of a cluster's points to their mean and d the
/// distance between two means (`sklearn.metrics.davies_bouldin_score`). Over the sampled points.
public enum DaviesBouldinScore: ClusteringMetric {
    public static let name = "davies_bouldin_score"
    public static let help =
        "How far clusters spread compared with the distance to the most similar other one; smaller is better."

    /// A ratio, 0 at best; undefined for fewer than two clusters and where each point has its own.
    public static func value(_ clusters: Clusters) -> Double? {
        let points = clusters.points
        let sizes = points.clusters.map(points.weight)
        guard sizes.count > 1, Double(sizes.count) < sizes.reduce(0, +) else { return nil }
        let centroids = zip(points.clusters, sizes).map { range, size in
            points.coordinates.map { values in
                range.reduce(0) { $0 + values[$1] * points.weights[$1] } / size
            }
        }
        var distances: [Double] = []
        var spreads: [Double] = []
        for (cluster, range) in points.clusters.enumerated() {
            points.distances(to: centroids[cluster], into: &distances)
            spreads.append(range.reduce(0) { $0 + distances[$1] * points.weights[$1] } / sizes[cluster])
        }
        var sum = ExactSum()
        for cluster in sizes.indices { sum.add(largestRatio(cluster, centroids, spreads)) }
        return sum.mean(of: sizes.count).flatMap { $0.isFinite ? $0 : nil }
    }

    /// Clusters with the same mean are not compared.
    private static func largestRatio(_ cluster: Int, _ centroids: [[Double]], _ spreads: [Double]) -> Double {
        var largest = 0.0
        for other in spreads.indices where other != cluster {
            var square = 0.0
            for (left, right) in zip(centroids[cluster], centroids[other]) {
                square += (left - right) * (left - right)
            }
            guard square > 0 else { continue }
            largest = max(largest, (spreads[cluster] + spreads[other]) / square.squareRoot())
        }
        return largest
    }
}
