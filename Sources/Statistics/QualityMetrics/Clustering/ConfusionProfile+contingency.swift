extension ConfusionProfile {
    /// How often each true label, which is counted first, comes with each cluster.
    public var contingency: ContingencyTable {
        ContingencyTable(counts.pairs.lazy.map { (label: $0.first, cluster: $0.second, count: $0.count) })
    }
}
