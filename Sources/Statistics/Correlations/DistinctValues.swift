/// A column as places among its distinct values: all that ranks and counts need.
public struct DistinctValues: Sendable {
    /// By row: the place of its value among the distinct ones, in ascending order.
    let places: [Int32]
    /// Rows of the data with each distinct value.
    let counts: [Int]
    /// By row: how many rows of the data it stands for.
    let weights: [Int]
    /// Rows in ascending order of their values.
    let order: [Int32]
    let independentCount: Double

    /// With more rows of the data than this, counts of pairs would overflow.
    private static let mostRows = 1 << 31

    /// nil unless two values differ, and beyond 2^31 rows.
    init?(_ column: Observations) {
        var places = [Int32](repeating: 0, count: column.values.count)
        var counts: [Int] = []
        var previous = Double.nan
        for row in column.order.lazy.map({ Int($0) }) {
            // NaN equals nothing: the first value is new.
            if column.values[row] != previous { counts.append(0) }
            previous = column.values[row]
            places[row] = Int32(counts.count - 1)
            counts[counts.count - 1] += column.weights[row]
        }
        guard counts.count > 1, counts.reduce(0, +) <= Self.mostRows else { return nil }
        self.places = places
        self.counts = counts
        weights = column.weights
        order = column.order
        independentCount = column.independentCount
    }

    /// Rows of the data.
    var total: Int { counts.reduce(0, +) }

    /// Pairs of rows of the data with the same value.
    var tiedPairCount: Int { counts.reduce(0) { $0 + $1 * ($1 - 1) / 2 } }

    /// By place: rows of the data with a smaller value.
    var countsBelow: [Int] {
        var below = 0
        return counts.map { count in
            defer { below += count }
            return below
        }
    }

    /// By row: the mean of the ranks, from 1 on, of the rows of the data with its value.
    var midRanks: [Double] {
        let ranks = zip(countsBelow, counts).map { below, count in Double(below) + Double(count + 1) / 2 }
        return places.map { ranks[Int($0)] }
    }
}
