/// The share of pairs of rows on which labels and clusters agree, less what chance would give (Hubert and Arabie, 1985;
/// `sklearn.metrics.adjusted_rand_score`).
public enum AdjustedRandIndex: AgreementMetric {
    public static let name = "adjusted_rand_index"
    public static let help =
        "Agreement of clusters and labels over pairs of rows, adjusted for chance: 1 at best, about 0 by chance."

    /// More rows than this would overflow.
    private static let mostRows = 1 << 31

    /// A value in [-0.5, 1]; undefined without rows.
    public static func value(_ table: ContingencyTable) -> Double? {
        guard table.total > 0, table.total <= mostRows else { return nil }
        if table.isOneToOne { return 1 }
        // Ordered pairs of rows: together in both, in the labels only, in the clusters only, in neither.
        let squares = table.cells.reduce(0) { $0 + $1.count * $1.count }
        let both = squares - table.total
        let labelsOnly = table.labelCounts.reduce(0) { $0 + $1 * $1 } - squares
        let clustersOnly = table.clusterCounts.reduce(0) { $0 + $1 * $1 } - squares
        let neither = table.total * table.total - table.total - both - labelsOnly - clustersOnly
        guard labelsOnly > 0 || clustersOnly > 0 else { return 1 }
        let numerator = Int128(both) * Int128(neither) - Int128(labelsOnly) * Int128(clustersOnly)
        let divisor =
            Double(both + labelsOnly) * Double(labelsOnly + neither)
            + Double(both + clustersOnly) * Double(clustersOnly + neither)
        return 2 * Double(numerator) / divisor
    }
}
