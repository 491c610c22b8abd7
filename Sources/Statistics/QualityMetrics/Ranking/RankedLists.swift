import RealModule

/// The recommendations of one data set as one list for each user, best first.
public struct RankedLists: Sendable {
    /// The list of one user.
    struct List {
        /// The code of the user.
        let user: Int32
        /// Where its rows are, best first.
        let rows: Range<Int>
        /// How many of them are relevant.
        let relevantCount: Int

        var count: Int { rows.count }
    }

    let rows: Rows
    let lists: [List]
    /// Whether a relevance is below 0.
    let hasNegativeRelevance: Bool
    /// 1 / log₂(rank + 1) of each rank from 1 on, as far as it is needed.
    let discounts: [Double]
    /// The length of the longest list.
    let longest: Int
    let settings: RankingSettings
    let compatibility: Compatibility
    /// What is known of items; nil where they are not named.
    let items: ItemCatalogue?

    init(_ profile: RankingProfile, items: ItemCatalogue?) throws(ColumnError) {
        settings = profile.settings
        compatibility = profile.compatibility
        self.items = items
        var sort = try RankedListsSort(profile)
        rows = try sort.sort()
        lists = sort.lists
        hasNegativeRelevance = sort.hasNegativeRelevance
        longest = lists.reduce(0) { max($0, $1.count) }
        let ranks = min(longest, settings.cutoffs.last ?? 0)
        discounts = ranks == 0 ? [] : (1...ranks).map { 1 / .log2(Double($0) + 1) }
    }

    /// How many rows are looked at before the memory of mapped ones is let go.
    private static let blockLength = 1 << 16

    /// Calls `body` with every list.
    @inline(__always)
    func forEach(_ body: (List) -> Void) {
        var released = 0
        for list in lists {
            body(list)
            guard list.rows.upperBound - released >= Self.blockLength else { continue }
            rows.releasePages(released..<list.rows.upperBound)
            released = list.rows.upperBound
        }
    }

    /// The mean over the users that count, of those for whom there is a value.
    @inline(__always)
    func mean(ofAll: Bool = false, _ value: (List) -> Double?) -> Double? {
        var sum = ExactSum()
        var count = 0
        forEach { list in
            guard ofAll || settings.countsAllUsers || list.relevantCount > 0, let value = value(list) else { return }
            sum.add(value)
            count += 1
        }
        return sum.mean(of: count)
    }

    /// The score, or the rank, of a row.
    func prediction(of row: Row) -> Double {
        OrderedKey.real(settings.prediction == .score ? ~row.key : row.key)
    }
}
