/// Relevant items among the first k, divided by k; the mean over users.
public enum PrecisionAtK: RankingMetric {
    public static let name = "precision_at_k"
    public static let help = "Share of relevant items among the first k, the mean over users."
    public static let inputs: Set<RankingInput> = [.relevance]

    /// A share in [0, 1]. Evidently divides by the length of the list where that is less than k.
    public static func value(_ lists: RankedLists, k: Int) -> Double? {
        lists.mean { list in
            let places = lists.compatibility == .none ? k : min(k, list.count)
            return lists.hits(list, k: k) / Double(places)
        }
    }
}
