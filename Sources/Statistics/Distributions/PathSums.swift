/// How many lattice paths to a point have which sum of deviations.
struct PathSums {
    /// The path that has not begun.
    static let start = PathSums(sums: [0], counts: [1], reachedCount: 0)

    /// Ascending.
    private var sums: [Int] = []
    private var counts: [Double] = []
    /// Paths whose sum has reached the limit.
    private(set) var reachedCount = 0.0

    /// Paths whose sum has not.
    var openCount: Double { counts.reduce(0, +) }

    init() {}

    private init(sums: [Int], counts: [Double], reachedCount: Double) {
        self.sums = sums
        self.counts = counts
        self.reachedCount = reachedCount
    }

    /// The paths that come from either of two points.
    func joined(with other: PathSums) -> PathSums {
        var joined = PathSums(sums: [], counts: [], reachedCount: reachedCount + other.reachedCount)
        joined.sums.reserveCapacity(sums.count + other.sums.count)
        joined.counts.reserveCapacity(sums.count + other.sums.count)
        var (i, j) = (0, 0)
        while i < sums.count || j < other.sums.count {
            let left = i < sums.count ? sums[i] : .max
            let right = j < other.sums.count ? other.sums[j] : .max
            var count = 0.0
            if left <= right { count += counts[i] }
            if right <= left { count += other.counts[j] }
            joined.sums.append(min(left, right))
            joined.counts.append(count)
            i += (left <= right).bit
            j += (right <= left).bit
        }
        return joined
    }

    /// Adds the deviation of the point itself to every path.
    mutating func add(_ deviation: Int, limit: Int) {
        while let last = sums.last, last + deviation >= limit {
            sums.removeLast()
            reachedCount += counts.removeLast()
        }
        for index in sums.indices { sums[index] += deviation }
    }
}
