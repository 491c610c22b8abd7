/// 1 − the share of items that the first k of two users have in common: the mean over all pairs of users.
///
/// The share is the cosine of the two sets, |A ∩ B| / √(|A|·|B|); for lists of k items |A ∩ B| / k, the inter-list
/// diversity of Zhou et al., PNAS 107(10), 2010.
public enum RecommendationPersonalization: RankingMetric {
    public static let name = "recommendation_personalization"
    public static let help =
        "1 less the share of items that the first k of two users have in common, the mean over pairs."
    public static let inputs: Set<RankingInput> = [.items]

    /// A value in [0, 1]; undefined for a single user. Evidently takes every list to have k items.
    public static func value(_ lists: RankedLists, k: Int) -> Double? {
        guard let items = lists.items else { return nil }
        if lists.compatibility == .evidently { return evidently(lists, k: k, codeCount: items.codeCount) }
        guard lists.lists.count > 1 else { return nil }
        // By item, sums over users of the probability to be among the first over √|A|, and of its square.
        var sums = [FixedPointSum](repeating: FixedPointSum(), count: items.codeCount)
        var squares = sums
        lists.forEach { list in
            let top = lists.top(k, of: list)
            let scale = 1 / Double(top.count).squareRoot()
            for (rows, share) in [(top.sure, scale), (top.tied, top.share * scale)] {
                for row in rows {
                    sums[Int(lists.rows[row].item)].add(share)
                    squares[Int(lists.rows[row].item)].add(share * share)
                }
            }
        }
        var common = ExactSum()
        for item in sums.indices {
            common.addProduct(sums[item].value, sums[item].value)
            common.add(-squares[item].value)
        }
        let users = Double(lists.lists.count)
        return min(1, max(0, 1 - common.value / (users * (users - 1))))
    }

    private static func evidently(_ lists: RankedLists, k: Int, codeCount: Int) -> Double? {
        var userCount = 0
        lists.forEach { userCount += lists.top(k, of: $0).sure.isEmpty ? 0 : 1 }
        let users = Double(userCount)
        guard users > 1 else { return nil }
        var squares = ExactSum()
        for count in lists.exposures(k: k, codeCount: codeCount) { squares.addProduct(count, count) }
        let pairs = users * users - users
        return (pairs - (squares.value - users * Double(k)) / Double(k)) / pairs
    }
}
