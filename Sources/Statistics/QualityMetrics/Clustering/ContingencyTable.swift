/// How often each label comes with each cluster.
public struct ContingencyTable: Sendable, Equatable {
    /// One pair that occurs.
    struct Cell: Sendable, Equatable {
        let label: Int
        let cluster: Int
        let count: Int
    }

    let cells: [Cell]
    /// Rows of each label; none is 0.
    let labelCounts: [Int]
    /// Rows of each cluster; none is 0.
    let clusterCounts: [Int]
    /// Rows with both.
    public let total: Int

    /// Makes a table from counts of (label, cluster), no pair twice.
    init(_ pairs: some Sequence<(label: Int, cluster: Int, count: Int)>) {
        let pairs = pairs.filter { $0.count > 0 }
        let labels = Self.places(pairs.map(\.label))
        let clusters = Self.places(pairs.map(\.cluster))
        var labelCounts = [Int](repeating: 0, count: labels.count)
        var clusterCounts = [Int](repeating: 0, count: clusters.count)
        var cells: [Cell] = []
        for pair in pairs {
            guard let label = labels[pair.label], let cluster = clusters[pair.cluster] else { continue }
            cells.append(Cell(label: label, cluster: cluster, count: pair.count))
            labelCounts[label] += pair.count
            clusterCounts[cluster] += pair.count
        }
        self.cells = cells
        self.labelCounts = labelCounts
        self.clusterCounts = clusterCounts
        total = labelCounts.reduce(0, +)
    }

    private static func places(_ numbers: [Int]) -> [Int: Int] {
        Dictionary(uniqueKeysWithValues: Set(numbers).sorted().enumerated().map { ($1, $0) })
    }

    /// Whether each label has a cluster of its own.
    var isOneToOne: Bool { cells.count == labelCounts.count && cells.count == clusterCounts.count }
}
