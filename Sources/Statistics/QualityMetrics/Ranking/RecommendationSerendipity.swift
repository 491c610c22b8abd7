/// How unlike a user's history the relevant items among the first k are: 1 − the mean cosine between the features of an
/// item and those of each item of the history, 0 for items that are not relevant; the mean over the first k, and then
/// over users. Items without features are left out, and so are users without a history.
public enum RecommendationSerendipity: RankingMetric {
    public static let name = "recommendation_serendipity"
    public static let help =
        "How unlike the user's history in the reference the relevant items among the first k are, the mean over users."
    public static let inputs: Set<RankingInput> = [.relevance, .items, .features, .history]

    /// A value in [0, 2]. That of Evidently may be negative: it subtracts the sum over relevant items instead of the
    /// mean. It leaves out users without any among the first k, and takes every relevance above 0.
    public static func value(_ lists: RankedLists, k: Int) -> Double? {
        guard let items = lists.items, let vectors = items.vectors, let interactions = items.interactions else {
            return nil
        }
        var history = ItemVectorSum(width: vectors.width)
        return lists.mean(ofAll: lists.compatibility == .evidently) { list in
            history.removeAll()
            interactions.forEachItem(of: Int(list.user), compatibility: lists.compatibility) {
                history.add($0, of: vectors)
            }
            guard history.count > 0 else { return nil }
            let top = lists.top(k, of: list)
            let measure = Measure(lists: lists, vectors: vectors, interactions: interactions, user: Int(list.user))
            let (sure, tied) = (measure.sum(top.sure, history), measure.sum(top.tied, history))
            if lists.compatibility == .evidently {
                return sure.relevantCount > 0 ? 1 - sure.cosines : nil
            }
            let count = Double(sure.count) + top.share * Double(tied.count)
            return count > 0 ? (sure.unexpectedness + top.share * tied.unexpectedness) / count : nil
        }
    }

    /// What the rows of one user are compared with.
    private struct Measure {
        let lists: RankedLists
        let vectors: ItemVectors
        let interactions: Interactions
        let user: Int

        /// Sums over those rows whose items have features: how many there are, how many of them are relevant, and of
        /// these the mean cosines and 1 less them.
        @inline(__always)
        func sum(
            _ rows: Range<Int>, _ history: ItemVectorSum
        ) -> (count: Int, relevantCount: Int, cosines: Double, unexpectedness: Double) {
            var (count, relevantCount) = (0, 0)
            var (cosines, unexpectedness) = (FixedPointSum(), FixedPointSum())
            for row in rows where vectors.isKnown(lists.rows[row].item) {
                count += 1
                let relevance = lists.rows[row].relevance
                let isRelevant =
                    lists.compatibility == .none ? lists.settings.isRelevant(relevance) : relevance > 0
                guard isRelevant else { continue }
                relevantCount += 1
                let cosine = cosineSum(lists.rows[row].item, history) / Double(history.count)
                cosines.add(cosine)
                unexpectedness.add(max(0, 1 - cosine))
            }
            return (count, relevantCount, cosines.value, unexpectedness.value)
        }

        /// An item is as similar to itself as can be, even if it has no direction.
        @inline(__always)
        private func cosineSum(_ item: Int32, _ history: ItemVectorSum) -> Double {
            guard vectors.isZero(item) else { return history.dot(item, of: vectors) }
            var same = 0
            interactions.forEachItem(of: user, compatibility: lists.compatibility) { same += $0 == item ? 1 : 0 }
            return Double(same)
        }
    }
}
