/// (1 + β²)·P·R / (β²·P + R) of the mean precision P and the mean recall R of the first k.
public enum FBetaAtK: RankingMetric {
    public static let name = "f_beta_at_k"
    public static let help = "F score of the mean precision and the mean recall of the first k, by ranking.beta."
    public static let inputs: Set<RankingInput> = [.relevance]

    /// A score in [0, 1]; 0 where precision and recall are.
    public static func value(_ lists: RankedLists, k: Int) -> Double? {
        guard let precision = PrecisionAtK.value(lists, k: k), let recall = RecallAtK.value(lists, k: k) else {
            return nil
        }
        let weight = lists.settings.beta * lists.settings.beta
        let divisor = weight * precision + recall
        return divisor > 0 ? (1 + weight) * precision * recall / divisor : 0
    }
}
