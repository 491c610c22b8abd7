/// What one pass over points and the clusters they were assigned to leaves: exact sums over each cluster, and a sample of
/// the points.
///
/// A row without a cluster, or of which a coordinate is missing or infinite, is no point; it is left out and counted.
/// Memory: about a kilobyte for each cluster and feature, and 8 bytes for each coordinate of the sample, twice.
public struct ClusteringProfile: JointProfile {
    /// More pairs of a cluster and a feature than this are no clustering.
    static let mostCells = 1 << 16

    public let settings: ClusteringSettings
    /// Rows that are no points.
    public private(set) var incompleteRowCount = 0
    private(set) var labels = CategoryEncoder()
    private(set) var sums: ClusterSums
    private(set) var sample: PointSample

    /// Makes an empty profile of points with that many coordinates.
    public init(featureCount: Int, settings: ClusteringSettings) {
        self.settings = settings
        sums = ClusterSums(width: featureCount)
        sample = PointSample(width: featureCount, limit: settings.sampleLimit)
    }

    /// Rows that are points.
    public var rowCount: Int { sums.count }

    /// Adds the rows of the features and, as the last column, the cluster.
    ///
    /// - Throws: ``ColumnError/unsupported(_:)`` if there are too many clusters.
    public mutating func update(_ columns: [Column]) throws(ColumnError) {
        precondition(columns.count == sums.width + 1, "the features and the cluster")
        var clusters: [Int32] = []
        try labels.encode(columns[sums.width], into: &clusters)
        try reserve()
        var coordinates = [[Double]](repeating: [], count: sums.width)
        for feature in coordinates.indices { try columns[feature].decodeNumbers(into: &coordinates[feature]) }
        for feature in coordinates.indices { Self.leaveOut(&clusters, lacking: coordinates[feature]) }
        var incomplete = 0
        for cluster in clusters { incomplete &+= (cluster < 0).bit }
        incompleteRowCount += incomplete
        sums.count(clusters)
        for feature in coordinates.indices { sums.add(coordinates[feature], of: feature, to: clusters) }
        addSample(coordinates, clusters)
    }

    /// Adds the rows of another profile.
    ///
    /// - Throws: ``ColumnError/unsupported(_:)`` as ``update(_:)``.
    public mutating func merge(_ other: ClusteringProfile) throws(ColumnError) {
        let clusters = labels.codes(of: other.labels)
        try reserve()
        incompleteRowCount += other.incompleteRowCount
        sums.merge(other.sums, clusters: clusters)
        sample.merge(other.sample, clusters: clusters)
    }

    private mutating func reserve() throws(ColumnError) {
        let isTooLarge = labels.count.multipliedReportingOverflow(by: sums.width).partialValue > Self.mostCells
        guard !isTooLarge else {
            throw .unsupported("a clustering of \(labels.count) clusters and \(sums.width) features")
        }
        sums.reserve(clusters: labels.count)
    }

    /// Takes rows out of their clusters where a coordinate is missing or infinite.
    private static func leaveOut(_ clusters: inout [Int32], lacking coordinates: [Double]) {
        let values = coordinates.span
        var places = clusters.mutableSpan
        for row in values.indices where !values[row].isFinite { places[row] = CategoryEncoder.missing }
    }

    private mutating func addSample(_ coordinates: [[Double]], _ clusters: [Int32]) {
        let hashes = PointSample.hashes(coordinates, count: clusters.count)
        for row in clusters.indices where clusters[row] >= 0 && sample.takes(hashes[row]) {
            sample.add(hashes[row], cluster: clusters[row], coordinates, row: row)
        }
    }
}
