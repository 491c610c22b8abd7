/// What is kept of the clusters of one data set.
public struct ClusteringSummary: Sendable, Equatable {
    /// A metric.
    public struct Value: Sendable, Equatable {
        /// ``ClusteringMetric/name``.
        public let metric: String
        public let value: Double
    }

    /// Rows with a cluster and all coordinates.
    public let rowCount: Int
    /// Rows that lack one.
    public let incompleteRowCount: Int
    /// Rows over which distances between points were computed.
    public let sampledRowCount: Int
    /// In the order of the catalogue.
    public let values: [Value]
    /// Metrics that are undefined.
    public let undefined: [String]

    /// Measures clusters.
    public init(_ profile: ClusteringProfile) {
        let clusters = Clusters(profile)
        rowCount = profile.rowCount
        incompleteRowCount = profile.incompleteRowCount
        sampledRowCount = Int(clusters.points.weights.reduce(0, +))
        var values: [Value] = []
        var undefined: [String] = []
        for metric in ClusteringMetricCatalog.all {
            if let value = metric.value(clusters), value.isFinite {
                values.append(Value(metric: metric.name, value: value))
            } else {
                undefined.append(metric.name)
            }
        }
        self.values = values
        self.undefined = undefined
    }

    /// The value of a metric; nil where it is undefined.
    public func value(_ metric: any ClusteringMetric.Type) -> Double? {
        values.first { $0.metric == metric.name }?.value
    }
}
