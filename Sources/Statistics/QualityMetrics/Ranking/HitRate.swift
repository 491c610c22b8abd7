/// The share of users with a relevant item among their first k.
public enum HitRate: RankingMetric {
    public static let name = "hit_rate"
    public static let help = "Share of users with a relevant item among the first k."
    public static let inputs: Set<RankingInput> = [.relevance]

    /// A share in [0, 1].
    public static func value(_ lists: RankedLists, k: Int) -> Double? {
        lists.mean { list in
            var place = 0
            while place < list.count {
                let group = lists.group(after: place, of: list)
                let share = lists.share(of: group, k: k)
                guard share > 0 else { break }
                if group.relevantCount > 0 { return share == 1 ? 1 : 1 - missProbability(group, slots: k - place) }
                place += group.count
            }
            return 0
        }
    }

    /// The probability that none of the relevant rows of a group is among `slots` of its rows, drawn at random.
    @inline(__always)
    private static func missProbability(_ group: RankedLists.TieGroup, slots: Int) -> Double {
        var probability = 1.0
        for step in 0..<slots {
            let others = group.count - group.relevantCount - step
            guard others > 0 else { return 0 }
            probability *= Double(others) / Double(group.count - step)
        }
        return probability
    }
}
