/// (I − E) / ((H + K) / 2 − E): the mutual information of labels and clusters, less what chance would give, as a share of the
/// most there could be (`sklearn.metrics.adjusted_mutual_info_score`).
public enum AdjustedMutualInformation: AgreementMetric {
    public static let name = "adjusted_mutual_information"
    public static let help =
        "Mutual information of clusters and labels, adjusted for chance: 1 at best, about 0 by chance."

    /// A value of at most 1; undefined without rows, 0 where there is one label or one cluster but not both.
    public static func value(_ table: ContingencyTable) -> Double? {
        guard table.total > 0 else { return nil }
        if table.isOneToOne { return 1 }
        guard table.labelCounts.count > 1, table.clusterCounts.count > 1 else { return 0 }
        let expected = table.expectedMutualInformation
        let divisor = (table.labelEntropy + table.clusterEntropy) / 2 - expected
        // Every row a label or a cluster of its own: what is left is rounding.
        guard divisor > 1e-14 * max(1, expected) else { return 0 }
        return (table.mutualInformation - expected) / divisor
    }
}
