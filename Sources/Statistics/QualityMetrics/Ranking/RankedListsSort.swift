/// Puts recommendations, in the order of the data, together by users and sorts the list of each.
///
/// As many users at a time as the memory limit allows, each time going through all rows.
struct RankedListsSort {
    private let profile: RankingProfile
    private let unsorted: RankingRows
    /// Where the rows of each user begin, and where the last one's end.
    private let starts: [Int]
    private let spill: (any KeySpill)?
    private(set) var lists: [RankedLists.List] = []
    /// Whether a relevance is below 0.
    private(set) var hasNegativeRelevance = false

    init(_ profile: RankingProfile) throws(ColumnError) {
        self.profile = profile
        spill = profile.spill
        unsorted = try profile.rows()
        var starts = [Int](repeating: 0, count: profile.users.count + 1)
        for block in unsorted.blocks {
            for index in block { starts[Int(unsorted[index].user) + 1] += 1 }
            unsorted.releasePages(block)
        }
        for user in 0..<profile.users.count { starts[user + 1] += starts[user] }
        self.starts = starts
    }

    /// All rows, list by list.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    mutating func sort() throws(ColumnError) -> RankedLists.Rows {
        var sorted = SpillingSequence(spill: spill)
        // A row takes three words here.
        let mostRows = spill.map { $0.keyLimit / 3 } ?? .max
        var first = 0
        while first < profile.users.count {
            var end = first + 1
            while end < profile.users.count, starts[end + 1] - starts[first] <= mostRows { end += 1 }
            try sort(first..<end, into: &sorted)
            first = end
        }
        return RankedLists.Rows(try sorted.joined())
    }

    private mutating func sort(_ users: Range<Int>, into sorted: inout SpillingSequence) throws(ColumnError) {
        let rows = rows(of: users)
        let offset = starts[users.lowerBound]
        var packed: [UInt64] = []
        var (list, ideal): ([RankedLists.Row], [Double]) = ([], [])
        for user in users where starts[user] < starts[user + 1] {
            list.removeAll(keepingCapacity: true)
            for row in starts[user]..<starts[user + 1] { list.append(rows[row - offset]) }
            // Tied rows by relevance, so that sums over them do not depend on the order of the data.
            list.sort { $0.key != $1.key ? $0.key < $1.key : $0.relevance > $1.relevance }
            add(list, of: user)
            ideal.removeAll(keepingCapacity: true)
            for row in list { ideal.append(row.relevance) }
            Self.sortDescending(&ideal)
            for (row, relevance) in zip(list, ideal) { packed.append(row, idealRelevance: relevance) }
            guard packed.count >= KeyArray.blockLength else { continue }
            try sorted.append(packed.span)
            packed.removeAll(keepingCapacity: true)
        }
        try sorted.append(packed.span)
    }

    private mutating func add(_ list: [RankedLists.Row], of user: Int) {
        var relevantCount = 0
        for row in list where profile.settings.isRelevant(row.relevance) { relevantCount += 1 }
        for row in list where row.relevance < 0 { hasNegativeRelevance = true }
        lists.append(
            RankedLists.List(
                user: Int32(truncatingIfNeeded: user), rows: starts[user]..<starts[user + 1],
                relevantCount: profile.layout.hasRelevance ? relevantCount : 0))
    }

    /// The rows of some users, user by user, in the order of the data.
    private func rows(of users: Range<Int>) -> [RankedLists.Row] {
        let empty = RankedLists.Row(key: 0, relevance: 0, item: 0, arrival: 0)
        var next = Array(starts[users.lowerBound...users.upperBound])
        let offset = next[0]
        var rows = [RankedLists.Row](repeating: empty, count: starts[users.upperBound] - offset)
        for block in unsorted.blocks {
            for index in block {
                let row = unsorted[index]
                guard users.contains(Int(row.user)) else { continue }
                let user = Int(row.user) - users.lowerBound
                rows[next[user] - offset] = RankedLists.Row(
                    key: profile.settings.prediction == .score ? ~row.key : row.key, relevance: row.relevance,
                    item: row.item, arrival: Int32(truncatingIfNeeded: index))
                next[user] += 1
            }
            unsorted.releasePages(block)
        }
        return rows
    }

    private static func sortDescending(_ values: inout [Double]) {
        for index in values.indices.dropFirst() where values[index] > values[index - 1] {
            // Mostly few of a list are out of order, or lists are short.
            return values.sort(by: >)
        }
    }
}
