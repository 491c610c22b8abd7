import RealModule

/// (b − a) / max(a, b) of each point, a its mean distance to the others of its cluster, b the smallest mean distance to the
/// points of another; 0 for the only point of a cluster (`sklearn.metrics.silhouette_score`, Euclidean).
///
/// Time: the square of the number of sampled points.
public enum SilhouetteScore: ClusteringMetric {
    public static let name = "silhouette_score"
    public static let help =
        "Silhouette score of the clusters, from -1 to 1, over modelwatch_clustering_sampled_rows rows."

    /// A score in [-1, 1]; undefined for fewer than two clusters and where each point has its own.
    public static func value(_ clusters: Clusters) -> Double? {
        let points = clusters.points
        let sizes = points.clusters.map(points.weight)
        let rows = sizes.reduce(0, +)
        guard sizes.count > 1, Double(sizes.count) < rows else { return nil }
        var distances: [Double] = []
        var sum = ExactSum()
        for (own, range) in points.clusters.enumerated() where sizes[own] > 1 {
            for point in range {
                points.distances(to: points.coordinates.map { $0[point] }, into: &distances)
                let score = score(own, points, sizes, distances)
                sum.addProduct(score, points.weights[point])
            }
        }
        let score = sum.value / rows
        return score.isFinite ? score : nil
    }

    private static func score(
        _ own: Int, _ points: ClusteredPoints, _ sizes: [Double], _ distances: [Double]
    ) -> Double {
        var (within, nearest) = (0.0, Double.infinity)
        for (cluster, range) in points.clusters.enumerated() {
            let total = total(distances, points.weights, range)
            if cluster == own {
                within = total / (sizes[cluster] - 1)
            } else {
                nearest = min(nearest, total / sizes[cluster])
            }
        }
        let larger = max(within, nearest)
        return larger > 0 ? (nearest - within) / larger : 0
    }

    private static func total(_ distances: [Double], _ weights: [Double], _ range: Range<Int>) -> Double {
        let (values, factors) = (distances.span, weights.span)
        var sum = 0.0
        for point in range { sum = Relaxed.multiplyAdd(values[point], factors[point], sum) }
        return sum
    }
}
