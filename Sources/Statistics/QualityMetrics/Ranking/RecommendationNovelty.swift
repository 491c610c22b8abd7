import RealModule

/// −log₂ of the share of the reference's users who interacted with an item: the mean over the first k, and then over
/// users (mean inverse user frequency). Items that nobody interacted with are left out.
public enum RecommendationNovelty: RankingMetric {
    public static let name = "recommendation_novelty"
    public static let help =
        "Bits of surprise in the items among the first k, by their share of the reference's users; the mean over users."
    public static let inputs: Set<RankingInput> = [.items, .interactions]

    /// A number of bits.
    public static func value(_ lists: RankedLists, k: Int) -> Double? {
        guard let interactions = lists.items?.interactions else { return nil }
        let bits = interactions.popularity.map { users in
            users == 0 ? Double.nan : -.log2(Double(users) / Double(interactions.userCount))
        }
        return lists.meanOverTop(k, of: bits)
    }
}
