/// Counts at places 0, 1, …, whose sums over the first places cost O(log n), as does a change (Fenwick 1994).
struct CumulativeCounts {
    private var counts: [Int]
    /// Element i, from 1 on, is the sum over as many places up to i as its lowest bit says.
    private var sums: [Int]
    private var total = 0

    /// All counts are 0.
    init(count: Int) {
        counts = [Int](repeating: 0, count: count)
        sums = [Int](repeating: 0, count: count + 1)
    }

    /// Adds to the count at a place.
    mutating func add(_ count: Int, at place: Int) {
        total += count
        counts[place] += count
        var index = place + 1
        while index < sums.count {
            sums[index] += count
            index += index & -index
        }
    }

    /// What is counted below a place, and what above it.
    func split(at place: Int) -> (below: Int, above: Int) {
        var (below, index) = (0, place)
        while index > 0 {
            below += sums[index]
            index -= index & -index
        }
        return (below, total - below - counts[place])
    }
}
