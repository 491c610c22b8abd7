/// ``RecommendationPopularity`` as a share of the popularity of the most popular item.
public enum RecommendationPopularityRatio: RankingMetric {
    public static let name = "recommendation_popularity_ratio"
    public static let help = "Popularity of the items among the first k, as a share of that of the most popular item."
    public static let inputs: Set<RankingInput> = [.items, .interactions]

    /// A share in [0, 1]; undefined without interactions.
    public static func value(_ lists: RankedLists, k: Int) -> Double? {
        guard let largest = lists.items?.interactions?.popularity.max(), largest > 0 else { return nil }
        return RecommendationPopularity.value(lists, k: k).map { $0 / Double(largest) }
    }
}
