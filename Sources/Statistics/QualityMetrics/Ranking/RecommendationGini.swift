/// The Gini coefficient of how often items are among the first k: 0 where all are as often, 1 where one item has every
/// place.
///
/// Σ (2i − n − 1)·cᵢ / ((n − 1)·Σ cᵢ) over the n items in ascending order of their counts (Shani and Gunawardana,
/// "Evaluating recommendation systems", 2011).
public enum RecommendationGini: RankingMetric {
    public static let name = "recommendation_gini"
    public static let help = "Gini coefficient of how often each item is among the first k; 1 if one has every place."
    public static let inputs: Set<RankingInput> = [.items]

    /// A coefficient in [0, 1]; undefined for a single item. Evidently leaves out items that are never recommended.
    public static func value(_ lists: RankedLists, k: Int) -> Double? {
        guard let items = lists.items else { return nil }
        var counts = lists.exposures(k: k, codeCount: items.codeCount).filter { $0 > 0 }.sorted()
        if lists.compatibility == .none {
            counts.insert(contentsOf: repeatElement(0, count: items.itemCount - counts.count), at: 0)
        }
        guard counts.count > 1 else { return nil }
        var (weighted, total) = (ExactSum(), ExactSum())
        for (place, count) in counts.enumerated() {
            weighted.addProduct(Double(2 * place + 1 - counts.count), count)
            total.add(count)
        }
        return weighted.value / (Double(counts.count - 1) * total.value)
    }
}
