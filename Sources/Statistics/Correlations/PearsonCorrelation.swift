/// Pearson's product-moment correlation, Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² · Σ (y − ȳ)²) (`scipy.stats.pearsonr`).
public enum PearsonCorrelation: Correlation {
    public static let name = "pearson"
    public static let columnKind = ColumnKind.numerical

    public static func operand(_ column: Observations) -> Deviations? { Deviations(column.values, of: column) }

    /// The variance of z is 1 / (n − 3) for normally distributed values (Fisher 1921). Heavy tails multiply it: what
    /// the rows show of it counts where that is more.
    public static func estimate(_ left: Deviations, _ right: Deviations) -> CorrelationEstimate? {
        let coefficient = left.product(right)
        let count = left.independentCount
        guard count > 3 else { return CorrelationEstimate(coefficient, varianceOfZ: nil) }
        let rest = max(1 - coefficient * coefficient, CorrelationEstimate.resolution)
        let observed = left.variance(of: coefficient, with: right) / (rest * rest)
        return CorrelationEstimate(coefficient, varianceOfZ: max(1 / (count - 3), observed))
    }
}
