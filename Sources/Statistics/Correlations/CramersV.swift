import RealModule

/// Cramér's V, √(χ² / (n · min(r − 1, c − 1))) of the table of r × c categories, without a correction
/// (`scipy.stats.contingency.association`).
public enum CramersV: Correlation {
    public static let name = "cramer_v"
    public static let columnKind = ColumnKind.categorical

    /// With fewer rows for each cell of the table, chance is not known.
    private static let fewestRowsPerCell = 5.0

    public static func operand(_ column: Observations) -> DistinctValues? { DistinctValues(column) }

    /// Chance is known of −ln (1 − V²), V² less its bias: independent columns have V² of
    /// (r − 1)(c − 1) / (n − 1) / min(r − 1, c − 1) on average, columns that go wholly together are not biased. The variance
    /// is that of χ² of independent columns and, by the delta method, that of a table which shows a dependence (Bishop,
    /// Fienberg and Holland, "Discrete Multivariate Analysis", 1975).
    public static func estimate(_ left: DistinctValues, _ right: DistinctValues) -> CorrelationEstimate? {
        let table = CategoryTable(left, right)
        let most = Double(min(left.counts.count, right.counts.count) - 1)
        let square = table.meanSquareContingency / most
        let count = left.independentCount
        guard count >= fewestRowsPerCell * Double(left.counts.count) * Double(right.counts.count) else {
            return CorrelationEstimate(square.squareRoot(), scaled: square, variance: nil)
        }
        let freedom = Double(left.counts.count - 1) * Double(right.counts.count - 1)
        let bias = freedom / (count - 1) * (1 - square) / most
        let rest = max(1 - (square - bias), CorrelationEstimate.resolution)
        let variance = (table.squaredInfluence / count / (rest * rest) + 2 * freedom / (count * count)) / (most * most)
        return CorrelationEstimate(square.squareRoot(), scaled: -.log(rest), variance: variance)
    }
}
