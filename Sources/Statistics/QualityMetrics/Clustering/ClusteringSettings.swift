/// How clusters are judged.
public struct ClusteringSettings: Sendable, Equatable {
    /// Names, or patterns with `*` and `?`, of the features that make up a point; only numerical ones count.
    public let features: [String]
    /// Distances between points are computed among at most this many different ones.
    public let sampleLimit: Int

    /// Sets how clusters are judged.
    public init(features: [String] = ["*"], sampleLimit: Int = 10_000) {
        self.features = features
        self.sampleLimit = max(1, sampleLimit)
    }
}
