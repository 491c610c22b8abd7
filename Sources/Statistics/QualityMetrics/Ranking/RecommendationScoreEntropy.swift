import RealModule

/// The entropy of the softmax of the scores of all users' first k, in nats: ln n for n equal scores, less the more a few
/// of them stand out.
public enum RecommendationScoreEntropy: RankingMetric {
    public static let name = "recommendation_score_entropy"
    public static let help = "Entropy, in nats, of the softmax of the scores among the first k of all users."
    public static let inputs: Set<RankingInput> = []

    /// A number of nats; undefined for ranks.
    public static func value(_ lists: RankedLists, k: Int) -> Double? {
        guard lists.settings.prediction == .score else { return nil }
        // Shifted by the largest score, so that no power overflows: H = ln Σ eˢ − Σ s·eˢ / Σ eˢ.
        guard !lists.lists.isEmpty else { return nil }
        var largest = -Double.infinity
        lists.forEach { largest = max(largest, lists.prediction(of: lists.rows[$0.rows.lowerBound])) }
        var (sum, weighted) = (ExactSum(), ExactSum())
        lists.forEach { list in
            let top = lists.top(k, of: list)
            for row in top.sure { add(lists.prediction(of: lists.rows[row]) - largest, &sum, &weighted) }
            for _ in 0..<top.slots {
                add(lists.prediction(of: lists.rows[top.tied.lowerBound]) - largest, &sum, &weighted)
            }
        }
        return .log(sum.value) - weighted.value / sum.value
    }

    @inline(__always)
    private static func add(_ score: Double, _ sum: inout ExactSum, _ weighted: inout ExactSum) {
        let power = Double.exp(score)
        sum.add(power)
        // 0 · −∞ where scores are further apart than the largest number.
        if power > 0 { weighted.add(score * power) }
    }
}
