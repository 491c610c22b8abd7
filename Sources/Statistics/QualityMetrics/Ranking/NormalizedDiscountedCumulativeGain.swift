import RealModule

/// The discounted cumulative gain Σ relevance / log₂(rank + 1) over the first k, divided by the largest that the list
/// allows; the mean over users (`sklearn.metrics.ndcg_score`).
public enum NormalizedDiscountedCumulativeGain: RankingMetric {
    public static let name = "ndcg"
    public static let help = "Normalized discounted cumulative gain of the first k, the mean over users."
    public static let inputs: Set<RankingInput> = [.relevance]

    /// A value in [0, 1]; undefined where a relevance is negative.
    public static func value(_ lists: RankedLists, k: Int) -> Double? {
        if lists.compatibility == .none, lists.hasNegativeRelevance { return nil }
        return lists.mean { list in
            let ideal = idealGain(lists, list, k: k)
            return ideal > 0 ? gain(lists, list, k: k) / ideal : 0
        }
    }

    /// With Evidently a least relevance makes relevance 1 or 0.
    @inline(__always)
    private static func relevance(_ lists: RankedLists, _ group: RankedLists.TieGroup) -> Double {
        let isGraded = lists.compatibility == .none || lists.settings.minimumRelevance == nil
        return isGraded ? group.relevance : Double(group.relevantCount)
    }

    @inline(__always)
    private static func gain(_ lists: RankedLists, _ list: RankedLists.List, k: Int) -> Double {
        var gain = 0.0
        var place = 0
        while place < list.count {
            let group = lists.group(after: place, of: list)
            guard lists.share(of: group, k: k) > 0 else { break }
            gain += relevance(lists, group) * discount(lists, group, k: k)
            place += group.count
        }
        return gain
    }

    /// The mean discount of the rows of a group.
    @inline(__always)
    private static func discount(_ lists: RankedLists, _ group: RankedLists.TieGroup, k: Int) -> Double {
        if lists.compatibility == .evidently {
            return 1 / .log2(lists.evidentlyRank(of: group, isCut: true) + 1)
        }
        var sum = 0.0
        for rank in group.before..<min(k, group.before + group.count) { sum += lists.discounts[rank] }
        return sum / Double(group.count)
    }

    @inline(__always)
    private static func idealGain(_ lists: RankedLists, _ list: RankedLists.List, k: Int) -> Double {
        let isGraded = lists.compatibility == .none || lists.settings.minimumRelevance == nil
        var gain = 0.0
        for rank in 0..<min(k, list.count) {
            let relevance = lists.rows.idealRelevance(list.rows.lowerBound + rank)
            gain += (isGraded ? relevance : Double(lists.settings.isRelevant(relevance).bit)) * lists.discounts[rank]
        }
        return gain
    }
}
