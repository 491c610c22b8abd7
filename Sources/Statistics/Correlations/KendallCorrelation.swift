/// Kendall's τ-b: concordant less discordant pairs of rows, over the geometric mean of the pairs that are not tied in one
/// column and in the other (`scipy.stats.kendalltau`).
public enum KendallCorrelation: Correlation {
    public static let name = "kendall"
    public static let columnKind = ColumnKind.numerical

    public static func operand(_ column: Observations) -> DistinctValues? { DistinctValues(column) }

    /// In O(n log n). The variance of z is 0.437 / (n − 4) for normally distributed values (Fieller, Hartley and Pearson,
    /// "Tests for rank correlation coefficients", 1957). Ties multiply it: what the rows show of it counts where that is
    /// more.
    public static func estimate(_ left: DistinctValues, _ right: DistinctValues) -> CorrelationEstimate? {
        let pairs = left.total * (left.total - 1) / 2
        let untied = (Double(pairs - left.tiedPairCount), Double(pairs - right.tiedPairCount))
        let excess = excessOfConcordance(left, right)
        let sum = zip(excess, left.weights).reduce(0) { $0 + $1.0 * $1.1 } / 2
        let coefficient = Double(sum) / (untied.0.squareRoot() * untied.1.squareRoot())
        let count = left.independentCount
        guard count > 4 else { return CorrelationEstimate(coefficient, varianceOfZ: nil) }
        let rest = max(1 - coefficient * coefficient, CorrelationEstimate.resolution)
        let observed = variance(of: coefficient, excess, left, right) / (rest * rest)
        return CorrelationEstimate(coefficient, varianceOfZ: max(0.437 / (count - 4), observed))
    }

    /// By row: how many more rows of the data it is concordant with than discordant.
    private static func excessOfConcordance(_ left: DistinctValues, _ right: DistinctValues) -> [Int] {
        var excess = [Int](repeating: 0, count: left.places.count)
        var results = excess.mutableSpan
        let (below, total) = (right.countsBelow, right.total)
        // Rows with a smaller value on the left, then those with the same one as well, by their values on the right.
        var counts = CumulativeCounts(count: right.counts.count)
        var start = 0
        for value in left.counts.indices {
            let end = left.order[start...].firstIndex { left.places[Int($0)] != value } ?? left.order.count
            for row in left.order[start..<end].lazy.map({ Int($0) }) {
                let smaller = counts.split(at: Int(right.places[row]))
                results[row] = smaller.below - smaller.above
            }
            for row in left.order[start..<end].lazy.map({ Int($0) }) {
                counts.add(left.weights[row], at: Int(right.places[row]))
            }
            for row in left.order[start..<end].lazy.map({ Int($0) }) {
                let place = Int(right.places[row])
                let notLarger = counts.split(at: place)
                let above = total - below[place] - right.counts[place]
                results[row] += (above - notLarger.above) - (below[place] - notLarger.below)
            }
            start = end
        }
        return excess
    }

    /// The variance of τ as far as the rows show it, whatever the distribution: four times the mean square of what one row
    /// does to a ratio of sums over pairs, over the number of rows.
    private static func variance(
        of coefficient: Double, _ excess: [Int], _ left: DistinctValues, _ right: DistinctValues
    ) -> Double {
        let total = Double(left.total)
        let pairs = total * (total - 1)
        let means = (
            (pairs - 2 * Double(left.tiedPairCount)) / total, (pairs - 2 * Double(right.tiedPairCount)) / total
        )
        let divisor = means.0.squareRoot() * means.1.squareRoot()
        var sum = 0.0
        for row in excess.indices {
            let untied = (
                total - Double(left.counts[Int(left.places[row])]), total - Double(right.counts[Int(right.places[row])])
            )
            let influence =
                Double(excess[row]) / divisor - coefficient * (untied.0 / means.0 + untied.1 / means.1) / 2
            sum += Double(left.weights[row]) * influence * influence
        }
        return 4 * sum / total / left.independentCount
    }
}
