import RealModule

/// The recommendations of one data set as one list for each user, best first.
public struct RankedLists: Sendable {
    /// One recommendation.
    struct Row {
        /// Ascending from the best place on; equal where the model makes no difference.
        let key: UInt64
        /// 0 where none is known.
        let relevance: Double
        let item: Int32
        /// The place of the row in the data.
        let arrival: Int32
    }

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

    let rows: [Row]
    let lists: [List]
    /// The relevances of each list in descending order, at the places of its rows.
    let idealRelevances: [Double]
    /// 1 / log₂(rank + 1) of each rank from 1 on, as far as it is needed.
    let discounts: [Double]
    /// The length of the longest list.
    let longest: Int
    let settings: RankingSettings
    let compatibility: Compatibility
    /// What is known of items; nil where they are not named.
    let items: ItemCatalogue?

    init(_ profile: RankingProfile, items: ItemCatalogue?) {
        settings = profile.settings
        compatibility = profile.compatibility
        self.items = items
        var starts = Self.starts(profile)
        rows = Self.sortedRows(profile, starts: &starts)
        var lists: [List] = []
        var ideal = profile.layout.hasRelevance ? rows.map(\.relevance) : []
        var longest = 0
        for user in 0..<profile.users.count where starts[user] < starts[user + 1] {
            let range = starts[user]..<starts[user + 1]
            var relevantCount = 0
            for row in range where settings.isRelevant(rows[row].relevance) { relevantCount += 1 }
            lists.append(
                List(
                    user: Int32(truncatingIfNeeded: user), rows: range,
                    relevantCount: profile.layout.hasRelevance ? relevantCount : 0))
            longest = max(longest, range.count)
            if !ideal.isEmpty { Self.sortDescending(&ideal, range) }
        }
        self.lists = lists
        self.longest = longest
        idealRelevances = ideal
        let ranks = min(longest, settings.cutoffs.last ?? 0)
        discounts = ranks == 0 ? [] : (1...ranks).map { 1 / .log2(Double($0) + 1) }
    }

    /// The mean over the users that count, of those for whom there is a value.
    @inline(__always)
    func mean(ofAll: Bool = false, _ value: (List) -> Double?) -> Double? {
        var sum = ExactSum()
        var count = 0
        for list in lists where ofAll || settings.countsAllUsers || list.relevantCount > 0 {
            guard let value = value(list) else { continue }
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

extension RankedLists {
    /// Where the rows of each user begin, and where the last one's end.
    private static func starts(_ profile: RankingProfile) -> [Int] {
        var starts = [Int](repeating: 0, count: profile.users.count + 1)
        for user in profile.userCodes { starts[Int(user) + 1] += 1 }
        for user in 0..<profile.users.count { starts[user + 1] += starts[user] }
        return starts
    }

    private static func sortedRows(_ profile: RankingProfile, starts: inout [Int]) -> [Row] {
        let empty = Row(key: 0, relevance: 0, item: 0, arrival: 0)
        var rows = [Row](repeating: empty, count: profile.rowCount)
        var next = starts
        for index in profile.userCodes.indices {
            let user = Int(profile.userCodes[index])
            let key = OrderedKey.of(profile.scores[index])
            rows[next[user]] = Row(
                key: profile.settings.prediction == .score ? ~key : key,
                relevance: profile.layout.hasRelevance ? profile.relevances[index] : 0,
                item: profile.layout.hasItems ? profile.itemCodes[index] : 0,
                arrival: Int32(truncatingIfNeeded: index))
            next[user] += 1
        }
        var list: [Row] = []
        for user in 0..<profile.users.count {
            let range = starts[user]..<starts[user + 1]
            list.removeAll(keepingCapacity: true)
            for row in range { list.append(rows[row]) }
            // Tied rows by relevance, so that sums over them do not depend on the order of the data.
            list.sort { $0.key != $1.key ? $0.key < $1.key : $0.relevance > $1.relevance }
            for (place, row) in range.enumerated() { rows[row] = list[place] }
        }
        return rows
    }

    private static func sortDescending(_ values: inout [Double], _ range: Range<Int>) {
        for index in range.dropFirst() where values[index] > values[index - 1] {
            // Mostly few of a list are out of order, or lists are short.
            return values.replaceSubrange(range, with: values[range].sorted(by: >))
        }
    }
}
