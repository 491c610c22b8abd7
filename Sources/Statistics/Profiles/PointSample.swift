/// Points, those with the smallest hashes of their coordinates: a choice that depends neither on the order of points nor
/// on how they were split, and always the same for the same data.
///
/// Points that are alike are one, with a weight. As long as there are no more than ``limit``, all are kept.
struct PointSample: Sendable {
    /// What hashes start from.
    static let seed: UInt64 = 0

    /// The number of coordinates.
    let width: Int
    /// Different points to keep at most.
    let limit: Int
    /// Points from this hash on are not kept; nil while all are.
    private(set) var bound: UInt64?
    private(set) var hashes: [UInt64] = []
    /// The cluster of each point; 0 where there are no clusters.
    private(set) var clusters: [Int32] = []
    /// How many points are alike.
    private(set) var weights: [Int] = []
    /// `width` coordinates for each point.
    private(set) var coordinates: [Double] = []
    /// Slots of a table, a power of two of them: point + 1, or 0 where free.
    private var slots = [UInt32](repeating: 0, count: 64)

    init(width: Int, limit: Int) {
        self.width = width
        self.limit = limit
    }

    /// The number of different points.
    var count: Int { hashes.count }

    /// A hash of each row's coordinates so far with one more of them.
    @inline(__always)
    static func hash(_ hash: UInt64, _ coordinate: Double) -> UInt64 {
        // -0 and 0 are one coordinate.
        ByteHash.mix(hash &+ 0xA076_1D64_78BD_642F, (coordinate + 0.0).bitPattern)
    }

    /// Whether a point of this hash may be kept.
    @inline(__always)
    func takes(_ hash: UInt64) -> Bool {
        guard let bound else { return true }
        return hash < bound
    }

    /// Adds points that are alike.
    ///
    /// - Parameters:
    ///   - coordinates: Lists of coordinates, feature by feature.
    ///   - row: The place of the point in each list.
    mutating func add(_ hash: UInt64, cluster: Int32 = 0, weight: Int = 1, _ coordinates: [[Double]], row: Int) {
        var slot = home(hash, cluster)
        while slots[slot] != 0 {
            let point = Int(slots[slot]) - 1
            if hashes[point] == hash, clusters[point] == cluster {
                weights[point] += weight
                return
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        for feature in 0..<width { self.coordinates.append(coordinates[feature][row] + 0.0) }
        hashes.append(hash)
        clusters.append(cluster)
        weights.append(weight)
        slots[slot] = UInt32(count)
        if count > 2 * limit { prune() }
        if count * 2 > slots.count { index(slotCount: slots.count * 2) }
    }

    /// Adds the points of another sample of the same size.
    ///
    /// - Parameter clusters: The cluster here of each one there.
    mutating func merge(_ other: PointSample, clusters: [Int32] = [0]) {
        if let bound = other.bound { self.bound = min(bound, self.bound ?? .max) }
        for point in other.hashes.indices where takes(other.hashes[point]) {
            let place = (0..<width).map { [other.coordinates[point * width + $0]] }
            add(
                other.hashes[point], cluster: clusters[Int(other.clusters[point])], weight: other.weights[point], place,
                row: 0)
        }
        prune()
    }

    /// Drops points until no more than ``limit`` are left; of points with the same hash either all stay or none.
    mutating func prune() {
        if count > limit { bound = hashes.sorted()[limit] }
        guard let bound else { return }
        let kept = hashes.indices.filter { hashes[$0] < bound }
        guard kept.count < count else { return }
        coordinates = kept.flatMap { coordinates[$0 * width..<($0 + 1) * width] }
        clusters = kept.map { clusters[$0] }
        weights = kept.map { weights[$0] }
        hashes = kept.map { hashes[$0] }
        index(slotCount: slots.count)
    }

    /// A hash of each of `count` points, given by lists of their coordinates, feature by feature.
    static func hashes(_ coordinates: [[Double]], count: Int) -> [UInt64] {
        var hashes = [UInt64](repeating: seed, count: count)
        for list in coordinates {
            let values = list.span
            var results = hashes.mutableSpan
            for row in values.indices { results[row] = hash(results[row], values[row]) }
        }
        return hashes
    }

    @inline(__always)
    private func home(_ hash: UInt64, _ cluster: Int32) -> Int {
        Int(truncatingIfNeeded: ByteHash.mix(hash, UInt64(UInt32(bitPattern: cluster)))) & (slots.count - 1)
    }

    private mutating func index(slotCount: Int) {
        slots = [UInt32](repeating: 0, count: slotCount)
        for point in hashes.indices {
            var slot = home(hashes[point], clusters[point])
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(point + 1)
        }
    }
}
