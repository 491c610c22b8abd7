/// A measure of lists of recommendations that are cut off after k places; ``RankingMetricCatalog/all`` lists them.
public protocol RankingMetric: Sendable {
    /// The name within metric names, such as `ndcg`.
    static var name: String { get }
    /// One sentence for `# HELP`.
    static var help: String { get }
    /// What must be known besides users and predictions.
    static var inputs: Set<RankingInput> { get }

    /// The value over the lists of all users.
    ///
    /// - Returns: nil where the value is undefined.
    static func value(_ lists: RankedLists, k: Int) -> Double?
}

/// What may be known of recommendations besides who got them and how they were predicted.
public enum RankingInput: Sendable {
    /// How relevant each turned out to be.
    case relevance
    /// Which item each is.
    case items
    /// Numbers that describe the items.
    case features
    /// Which users interacted with which items, in the reference.
    case interactions
    /// The same, in other data than those that are measured.
    case history
}

/// All ranking metrics.
public enum RankingMetricCatalog {
    /// Every metric; add a new one here and nowhere else.
    public static let all: [any RankingMetric.Type] = [
        NormalizedDiscountedCumulativeGain.self,
        MeanAveragePrecision.self,
        MeanReciprocalRank.self,
        HitRate.self,
        PrecisionAtK.self,
        RecallAtK.self,
        FBetaAtK.self,
        RecommendationCoverage.self,
        RecommendationGini.self,
        RecommendationPopularity.self,
        RecommendationPopularityRatio.self,
        RecommendationNovelty.self,
        RecommendationDiversity.self,
        RecommendationSerendipity.self,
        RecommendationPersonalization.self,
        RecommendationScoreEntropy.self,
    ]
}
