/// The precision at the rank of each relevant item among the first k, summed up and divided by the number of all
/// relevant items; the mean over users.
public enum MeanAveragePrecision: RankingMetric {
    public static let name = "mean_average_precision"
    public static let help = "Average precision of the first k, the mean over users."
    public static let inputs: Set<RankingInput> = [.relevance]

    /// A value in [0, 1].
    public static func value(_ lists: RankedLists, k: Int) -> Double? {
        lists.mean { list in
            guard list.relevantCount > 0 else { return 0 }
            let sum =
                lists.compatibility == .none
                ? precisionSum(lists, list, k: k) : evidentlySum(lists, list, k: k)
            return sum / Double(list.relevantCount)
        }
    }

    /// A row of a tie group with g rows, r of them relevant, is relevant with probability r / g; if it is, each other
    /// row of the group is with probability (r − 1) / (g − 1).
    @inline(__always)
    private static func precisionSum(_ lists: RankedLists, _ list: RankedLists.List, k: Int) -> Double {
        var sum = 0.0
        var (place, relevantBefore) = (0, 0)
        while place < min(k, list.count) {
            let group = lists.group(after: place, of: list)
            let (count, relevantCount) = (Double(group.count), Double(group.relevantCount))
            if group.relevantCount > 0 {
                let others = group.count > 1 ? (relevantCount - 1) / (count - 1) : 0
                for step in 0..<min(group.count, k - place) {
                    let hits = Double(relevantBefore + 1) + Double(step) * others
                    sum += relevantCount / count * hits / Double(place + step + 1)
                }
            }
            relevantBefore += group.relevantCount
            place += group.count
        }
        return sum
    }

    /// Evidently takes a rank for relevant if the last row, in the order of the data, with at most that rank is, and goes
    /// on to the ranks of longer lists.
    private static func evidentlySum(_ lists: RankedLists, _ list: RankedLists.List, k: Int) -> Double {
        var sum = 0.0
        var (place, hits) = (0, 0)
        var last: RankedLists.Row?
        for rank in 1...min(k, lists.longest) {
            while place < list.count {
                let group = lists.group(after: place, of: list)
                guard lists.share(of: group, k: rank) > 0 else { break }
                for row in group.rows where lists.rows[row].arrival > last?.arrival ?? -1 { last = lists.rows[row] }
                hits += group.relevantCount
                place += group.count
            }
            guard let last, lists.settings.isRelevant(last.relevance) else { continue }
            sum += Double(hits) / Double(min(rank, list.count))
        }
        return sum
    }
}
