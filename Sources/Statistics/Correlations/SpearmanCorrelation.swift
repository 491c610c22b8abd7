/// Spearman's rank correlation: Pearson's of the ranks, equal values sharing their mean rank (`scipy.stats.spearmanr`).
public enum SpearmanCorrelation: Correlation {
    public static let name = "spearman"
    public static let columnKind = ColumnKind.numerical

    public static func operand(_ column: Observations) -> Deviations? {
        DistinctValues(column).flatMap { Deviations($0.midRanks, of: column) }
    }

    /// The variance of z is (1 + r² / 2) / (n − 3) (Bonett and Wright, "Sample size requirements for estimating Pearson,
    /// Kendall and Spearman correlations", 2000).
    public static func estimate(_ left: Deviations, _ right: Deviations) -> CorrelationEstimate? {
        let coefficient = left.product(right)
        let count = left.independentCount
        let variance = count > 3 ? (1 + coefficient * coefficient / 2) / (count - 3) : nil
        return CorrelationEstimate(coefficient, varianceOfZ: variance)
    }
}
