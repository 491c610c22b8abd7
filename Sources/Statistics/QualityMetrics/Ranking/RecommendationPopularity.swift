/// How many users of the reference interacted with the items among the first k: the mean over a list, and then over
/// users (average recommendation popularity).
public enum RecommendationPopularity: RankingMetric {
    public static let name = "recommendation_popularity"
    public static let help =
        "Users of the reference who interacted with an item among the first k, the mean over items and then users."
    public static let inputs: Set<RankingInput> = [.items, .interactions]

    /// A number of users. Evidently leaves out items that nobody interacted with.
    public static func value(_ lists: RankedLists, k: Int) -> Double? {
        guard let popularity = lists.items?.interactions?.popularity else { return nil }
        let leavesOut = lists.compatibility == .evidently
        return lists.meanOverTop(k, of: popularity.map { leavesOut && $0 == 0 ? .nan : Double($0) })
    }
}
