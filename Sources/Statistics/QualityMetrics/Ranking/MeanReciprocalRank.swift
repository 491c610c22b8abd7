/// 1 / the rank of the first relevant item, 0 where none is among the first k; the mean over users.
public enum MeanReciprocalRank: RankingMetric {
    public static let name = "mean_reciprocal_rank"
    public static let help = "Reciprocal rank of the first relevant item among the first k, the mean over users."
    public static let inputs: Set<RankingInput> = [.relevance]

    /// A value in [0, 1].
    public static func value(_ lists: RankedLists, k: Int) -> Double? {
        lists.mean { list in
            var place = 0
            while place < list.count {
                let group = lists.group(after: place, of: list)
                guard lists.share(of: group, k: k) > 0 else { break }
                if group.relevantCount > 0 { return reciprocalRank(lists, group, k: k) }
                place += group.count
            }
            return 0
        }
    }

    /// Of g tied rows, r of them relevant, the first relevant one is at step j with probability
    /// C(g − j, r − 1) / C(g, r).
    @inline(__always)
    private static func reciprocalRank(_ lists: RankedLists, _ group: RankedLists.TieGroup, k: Int) -> Double {
        if lists.compatibility == .evidently { return 1 / lists.evidentlyRank(of: group, isCut: true) }
        var probability = Double(group.relevantCount) / Double(group.count)
        var sum = 0.0
        for step in 1...max(1, min(group.count - group.relevantCount + 1, k - group.before)) {
            sum += probability / Double(group.before + step)
            let others = group.count - step
            if others > 0 { probability *= Double(others - group.relevantCount + 1) / Double(others) }
        }
        return sum
    }
}
