/// Ties.
///
/// A model that gives two items the same score does not say which comes first. Every value is therefore the expected
/// one over all orders of tied items, as `sklearn.metrics.ndcg_score` has it; McSherry and Najork, "Computing
/// information retrieval performance measures efficiently in the presence of tied scores" (ECIR 2008), give the sums.
/// Evidently gives tied items their mean rank, cut to an integer for some metrics.
extension RankedLists {
    /// Rows of one list with the same score.
    struct TieGroup {
        let rows: Range<Int>
        /// Rows of the list before the group.
        let before: Int
        let relevantCount: Int
        /// The sum of relevances.
        let relevance: Double

        var count: Int { rows.count }
    }

    /// The group that begins after `place` rows of a list.
    @inline(__always)
    func group(after place: Int, of list: List) -> TieGroup {
        let start = list.rows.lowerBound + place
        let key = rows[start].key
        var end = start
        var relevantCount = 0
        var relevance = 0.0
        while end < list.rows.upperBound, rows[end].key == key {
            relevantCount &+= settings.isRelevant(rows[end].relevance).bit
            relevance += rows[end].relevance
            end &+= 1
        }
        return TieGroup(rows: start..<end, before: place, relevantCount: relevantCount, relevance: relevance)
    }

    /// The rank that all rows of a group have in Evidently.
    func evidentlyRank(of group: TieGroup, isCut: Bool) -> Double {
        guard settings.prediction == .score else { return prediction(of: rows[group.rows.lowerBound]) }
        let mean = Double(group.before) + Double(group.count + 1) / 2
        return isCut ? mean.rounded(.down) : mean
    }

    /// The expected share of a group's rows among the first `k` of the list.
    @inline(__always)
    func share(of group: TieGroup, k: Int, isCut: Bool = true) -> Double {
        switch compatibility {
        case .none: min(1, max(0, Double(k - group.before) / Double(group.count)))
        case .evidently: evidentlyRank(of: group, isCut: isCut) <= Double(k) ? 1 : 0
        }
    }

    /// The expected number of relevant rows among the first `k` of a list.
    @inline(__always)
    func hits(_ list: List, k: Int) -> Double {
        var hits = 0.0
        var place = 0
        while place < list.count {
            let group = group(after: place, of: list)
            let share = share(of: group, k: k)
            guard share > 0 else { break }
            hits += Double(group.relevantCount) * share
            place += group.count
        }
        return hits
    }

    /// The first rows of a list.
    struct Top {
        /// Rows that are surely among the first.
        let sure: Range<Int>
        /// Tied rows, some of which are.
        let tied: Range<Int>
        /// How many of the tied rows are.
        let slots: Int

        /// The probability that one of the tied rows is among the first.
        var share: Double { tied.isEmpty ? 0 : Double(slots) / Double(tied.count) }
        var count: Int { sure.count + slots }
    }

    /// The first `k` rows of a list, of Evidently's metrics of items those whose mean rank is at most `k`.
    @inline(__always)
    func top(_ k: Int, of list: List) -> Top {
        let start = list.rows.lowerBound
        var place = 0
        while place < list.count {
            let group = group(after: place, of: list)
            let share = share(of: group, k: k, isCut: false)
            guard share == 1 else {
                let slots = share > 0 ? k - place : 0
                return Top(sure: start..<start + place, tied: slots > 0 ? group.rows : 0..<0, slots: slots)
            }
            place += group.count
        }
        return Top(sure: start..<start + place, tied: 0..<0, slots: 0)
    }
}
