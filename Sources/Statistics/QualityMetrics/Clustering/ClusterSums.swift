/// Sums over the points of clusters, exact and so independent of their order.
struct ClusterSums: Sendable {
    /// The number of features.
    let width: Int
    /// Points by cluster.
    private(set) var counts: [Int] = []
    /// `sums[cluster * width + feature]`.
    private var sums: [ExactSum] = []
    /// The squares of all coordinates of all points.
    private(set) var squares = ExactSum()

    init(width: Int) {
        self.width = width
    }

    /// The number of points.
    var count: Int { counts.reduce(0, +) }
    /// Clusters and features, each pair of which takes about a kilobyte.
    var cellCount: Int { sums.count }

    /// The sum of one coordinate over the points of a cluster.
    func sum(_ cluster: Int, _ feature: Int) -> ExactSum { sums[cluster * width + feature] }

    /// Makes room for clusters.
    mutating func reserve(clusters count: Int) {
        guard count > counts.count else { return }
        sums.append(contentsOf: repeatElement(ExactSum(), count: (count - counts.count) * width))
        counts.append(contentsOf: repeatElement(0, count: count - counts.count))
    }

    /// Counts points; a negative cluster has none.
    mutating func count(_ clusters: [Int32]) {
        for cluster in clusters where cluster >= 0 { counts[Int(cluster)] += 1 }
    }

    /// Adds one coordinate of points; a negative cluster has none.
    mutating func add(_ coordinates: [Double], of feature: Int, to clusters: [Int32]) {
        let (width, values, places) = (width, coordinates.span, clusters.span)
        var squares = squares
        var cells = sums.mutableSpan
        for row in places.indices where places[row] >= 0 {
            let value = values[row]
            cells[Int(places[row]) &* width &+ feature].add(value)
            squares.addProduct(value, value)
        }
        self.squares = squares
    }

    /// Adds the points of other sums.
    ///
    /// - Parameter clusters: The cluster here of each one there.
    mutating func merge(_ other: ClusterSums, clusters: [Int32]) {
        squares.merge(other.squares)
        for (cluster, place) in clusters.enumerated() {
            counts[Int(place)] += other.counts[cluster]
            for feature in 0..<width { sums[Int(place) * width + feature].merge(other.sum(cluster, feature)) }
        }
    }
}

extension ClusterSums {
    /// The sum of squared distances of points to the centroid of their cluster; nil beyond the largest number.
    var squaresWithin: Double? {
        // Σ x² − Σ (Σ x)² / n over clusters and features, rounded once.
        var within = squares
        for cluster in counts.indices where counts[cluster] > 0 {
            for feature in 0..<width {
                Self.add(sum(cluster, feature), count: counts[cluster], isNegative: true, to: &within)
            }
        }
        return Self.finite(max(0, within.value))
    }

    /// The sum of squared distances between the centroid of each point's cluster and that of all points.
    var squaresBetween: Double? {
        var between = ExactSum()
        for feature in 0..<width {
            var all = ExactSum()
            for cluster in counts.indices where counts[cluster] > 0 {
                Self.add(sum(cluster, feature), count: counts[cluster], isNegative: false, to: &between)
                all.merge(sum(cluster, feature))
            }
            Self.add(all, count: count, isNegative: true, to: &between)
        }
        return Self.finite(max(0, between.value))
    }

    /// Adds, or subtracts, s² / n = 2ms − nm² + (s − nm)² / n, where m is s / n as a double: all but the small last term
    /// without a rounding.
    private static func add(_ sum: ExactSum, count: Int, isNegative: Bool, to total: inout ExactSum) {
        guard count > 0, let mean = sum.mean(of: count) else { return }
        let sign: Double = isNegative ? -1 : 1
        let parts = sum.parts
        let product = Double(count) * mean
        let productRest = (-product).addingProduct(Double(count), mean)
        total.addProduct(sign * 2 * mean, parts.high)
        total.addProduct(sign * 2 * mean, parts.low)
        total.addProduct(-sign * mean, product)
        total.addProduct(-sign * mean, productRest)
        let rest = parts.high - product - productRest + parts.low
        total.add(sign * rest * rest / Double(count))
    }

    private static func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }
}
