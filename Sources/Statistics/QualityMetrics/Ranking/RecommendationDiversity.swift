/// 1 − the cosine of the features of two items: the mean over all pairs among the first k, and then over users
/// (intra-list diversity). Items without features are left out.
public enum RecommendationDiversity: RankingMetric {
    public static let name = "recommendation_diversity"
    public static let help = "Cosine distance of the features of two items among the first k, the mean over users."
    public static let inputs: Set<RankingInput> = [.items, .features]

    /// A distance in [0, 2]. Evidently divides the sum over pairs by the number of items instead of that of pairs.
    public static func value(_ lists: RankedLists, k: Int) -> Double? {
        guard let vectors = lists.items?.vectors else { return nil }
        var (sure, tied) = (ItemVectorSum(width: vectors.width), ItemVectorSum(width: vectors.width))
        return lists.mean(ofAll: true) { list in
            let top = lists.top(k, of: list)
            sure.removeAll()
            tied.removeAll()
            for row in top.sure { sure.add(lists.rows[row].item, of: vectors) }
            for row in top.tied { tied.add(lists.rows[row].item, of: vectors) }
            guard lists.compatibility == .none else {
                return sure.count > 0 ? max(0, sure.pairCount - sure.pairSum) / Double(top.count) : nil
            }
            // Of g tied rows of which s are among the first, one is with probability s / g, two with that times
            // (s − 1) / (g − 1).
            let one = top.share
            let two = top.slots > 1 ? one * Double(top.slots - 1) / Double(top.tied.count - 1) : 0
            let pairs = sure.pairCount + one * Double(sure.count * tied.count) + two * tied.pairCount
            let cosines = sure.pairSum + one * sure.dot(tied) + two * tied.pairSum
            return pairs > 0 ? max(0, 1 - cosines / pairs) : nil
        }
    }
}
