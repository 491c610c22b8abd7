import RealModule

/// The share of the items of data set and reference that are among the first k of any user (catalogue coverage).
public enum RecommendationCoverage: RankingMetric {
    public static let name = "recommendation_coverage"
    public static let help = "Share of all items that are among the first k of any user."
    public static let inputs: Set<RankingInput> = [.items]

    /// A share in [0, 1]. Evidently knows the items of the training data only, and in the reference counts items of any
    /// rank.
    public static func value(_ lists: RankedLists, k: Int) -> Double? {
        guard let items = lists.items, items.itemCount > 0 else { return nil }
        var isSure = [Bool](repeating: false, count: items.codeCount)
        // Σ ln(1 − p) over the users of whom the item is among the first with probability p < 1.
        var logarithms = [FixedPointSum](repeating: FixedPointSum(), count: items.codeCount)
        lists.forEach { list in
            let top = lists.top(k, of: list)
            for row in top.sure { isSure[Int(lists.rows[row].item)] = true }
            guard top.slots > 0 else { return }
            let logarithm = Double.log(onePlus: -top.share)
            for row in top.tied { logarithms[Int(lists.rows[row].item)].add(logarithm) }
        }
        if lists.compatibility == .evidently {
            if !items.isHistory {
                lists.forEach { list in for row in list.rows { isSure[Int(lists.rows[row].item)] = true } }
            }
            return share(isSure, ofTrained: items)
        }
        var covered = FixedPointSum()
        for item in isSure.indices { covered.add(isSure[item] ? 1 : -.expMinusOne(logarithms[item].value)) }
        return covered.value / Double(items.itemCount)
    }

    private static func share(_ isRecommended: [Bool], ofTrained items: ItemCatalogue) -> Double? {
        guard let interactions = items.interactions else { return nil }
        let trained = interactions.popularity.indices.filter { interactions.popularity[$0] > 0 }
        guard !trained.isEmpty else { return nil }
        return Double(trained.count { isRecommended[$0] }) / Double(trained.count)
    }
}
