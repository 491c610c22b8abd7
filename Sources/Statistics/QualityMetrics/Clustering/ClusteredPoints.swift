/// The sampled points, cluster by cluster, feature by feature.
struct ClusteredPoints: Sendable {
    /// The points of each cluster, without empty ones.
    let clusters: [Range<Int>]
    /// `coordinates[feature][point]`.
    let coordinates: [[Double]]
    /// How many rows are alike, by point.
    let weights: [Double]

    /// Sorts points by cluster, and in it by hash, so that no sum depends on the order of rows.
    init(_ sample: PointSample) {
        var sample = sample
        sample.prune()
        let order = sample.hashes.indices.sorted { left, right in
            (sample.clusters[left], sample.hashes[left]) < (sample.clusters[right], sample.hashes[right])
        }
        coordinates = (0..<sample.width).map { feature in
            order.map { sample.coordinates[$0 * sample.width + feature] }
        }
        weights = order.map { Double(sample.weights[$0]) }
        var clusters: [Range<Int>] = []
        for (place, point) in order.enumerated() {
            if place > 0, sample.clusters[order[place - 1]] == sample.clusters[point], let last = clusters.popLast() {
                clusters.append(last.lowerBound..<place + 1)
            } else {
                clusters.append(place..<place + 1)
            }
        }
        self.clusters = clusters
    }

    /// The number of different points.
    var count: Int { weights.count }

    /// The rows of a cluster.
    func weight(of cluster: Range<Int>) -> Double { weights[cluster].reduce(0, +) }

    /// Replaces `distances` by the Euclidean ones of all points to a place.
    func distances(to place: [Double], into distances: inout [Double]) {
        distances.removeAll(keepingCapacity: true)
        distances.append(contentsOf: repeatElement(0, count: count))
        var squares = distances.mutableSpan
        // Block by block, so that the sums stay in the nearest cache from feature to feature.
        for start in stride(from: 0, to: count, by: Self.blockLength) {
            let block = start..<min(start + Self.blockLength, count)
            for (feature, coordinate) in place.enumerated() {
                let list = coordinates[feature]
                let values = list.span
                precondition(values.count == squares.count)
                for point in block {
                    let difference = unsafe values[unchecked: point] - coordinate
                    unsafe squares[unchecked: point] += difference * difference
                }
            }
            for point in block { unsafe squares[unchecked: point] = squares[unchecked: point].squareRoot() }
        }
    }

    private static let blockLength = 1024
}
