/// How lists of recommendations are judged.
public struct RankingSettings: Sendable, Equatable {
    /// What the prediction column holds.
    public enum Prediction: String, Sendable, CaseIterable {
        /// A score; the largest is the best.
        case score
        /// A rank; the smallest is the best.
        case rank
    }

    /// After how many places lists are cut off; ascending, none below 1.
    public let cutoffs: [Int]
    public let prediction: Prediction
    /// From which relevance on an item is relevant; nil for every one above 0.
    public let minimumRelevance: Double?
    /// How many times as much recall counts as precision in the F score.
    public let beta: Double
    /// Whether users without a relevant item count as 0; else they are left out.
    public let countsAllUsers: Bool
    /// Names, or patterns with `*` and `?`, of the columns that describe items by numbers.
    public let itemFeatures: [String]

    /// Sets how lists are judged.
    public init(
        cutoffs: [Int] = [10], prediction: Prediction = .score, minimumRelevance: Double? = nil, beta: Double = 1,
        countsAllUsers: Bool = false, itemFeatures: [String] = []
    ) {
        self.cutoffs = Set(cutoffs.map { max(1, $0) }).sorted()
        self.prediction = prediction
        self.minimumRelevance = minimumRelevance
        self.beta = beta
        self.countsAllUsers = countsAllUsers
        self.itemFeatures = itemFeatures
    }

    /// Whether an item of this relevance is relevant.
    @inline(__always)
    func isRelevant(_ relevance: Double) -> Bool {
        guard let minimumRelevance else { return relevance > 0 }
        return relevance >= minimumRelevance
    }
}
