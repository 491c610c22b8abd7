/// Clusters as metrics see them.
public struct Clusters: Sendable {
    /// Of all points.
    let sums: ClusterSums
    /// The sampled ones.
    let points: ClusteredPoints

    init(_ profile: ClusteringProfile) {
        sums = profile.sums
        points = ClusteredPoints(profile.sample)
    }

    /// Clusters with at least one point.
    var count: Int { sums.counts.count { $0 > 0 } }
}
