/// Relevant items among the first k, divided by the number of all relevant items; the mean over users.
public enum RecallAtK: RankingMetric {
    public static let name = "recall_at_k"
    public static let help = "Share of the relevant items that are among the first k, the mean over users."
    public static let inputs: Set<RankingInput> = [.relevance]

    /// A share in [0, 1].
    public static func value(_ lists: RankedLists, k: Int) -> Double? {
        lists.mean { list in
            list.relevantCount > 0 ? lists.hits(list, k: k) / Double(list.relevantCount) : 0
        }
    }
}
