/// The harmonic mean of homogeneity I / H and completeness I / K, where I is the mutual information of labels and clusters and
/// H and K are their entropies (`sklearn.metrics.v_measure_score`).
public enum VMeasure: AgreementMetric {
    public static let name = "v_measure"
    public static let help =
        "Harmonic mean of how pure clusters are in labels and how completely each label is in one cluster."

    /// A value in [0, 1]; undefined without rows.
    public static func value(_ table: ContingencyTable) -> Double? {
        guard table.total > 0 else { return nil }
        let information = table.mutualInformation
        let (labels, clusters) = (table.labelEntropy, table.clusterEntropy)
        let homogeneity = labels > 0 ? min(1, information / labels) : 1
        let completeness = clusters > 0 ? min(1, information / clusters) : 1
        let sum = homogeneity + completeness
        return sum > 0 ? 2 * homogeneity * completeness / sum : 0
    }
}
