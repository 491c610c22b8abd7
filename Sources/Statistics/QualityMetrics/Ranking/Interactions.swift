/// Which users interacted with which items, in the codes of another data set.
///
/// An interaction is a relevant recommendation of the reference, or any of it where relevance is not known; Evidently,
/// which is given training data, takes every row.
struct Interactions: Sendable {
    /// User and item of each interaction as one key, in ascending order; of Evidently's, some may be repeated.
    private let pairs: KeyArray
    /// Where the pairs of each user begin, and where the last one's end.
    private let starts: [Int]
    /// By item code, the number of users who interacted with it.
    let popularity: [Int]
    /// Users with an interaction.
    let userCount: Int

    /// - Parameters:
    ///   - users: The code of each of the profile's users.
    ///   - items: The code of each of the profile's items, all below `itemCount`.
    /// - Throws: ``ColumnError/spill(_:)``
    init(
        _ profile: RankingProfile, users: [Int32], items: [Int32], userCount: Int, itemCount: Int
    ) throws(ColumnError) {
        let takesAll = profile.compatibility == .evidently || !profile.layout.hasRelevance
        let rows = try profile.rows()
        var keys = SpillingKeys(spill: profile.spill)
        for block in rows.blocks {
            keys.append(addingCapacity: block.count) { output in
                for index in block {
                    let row = rows[index]
                    guard takesAll || profile.settings.isRelevant(row.relevance) else { continue }
                    let (user, item) = (users[Int(row.user)], items[Int(row.item)])
                    output.append(UInt64(UInt32(bitPattern: user)) << 32 | UInt64(UInt32(bitPattern: item)))
                }
            }
            rows.releasePages(block)
            try keys.settle()
        }
        let pairs = try keys.takeSorted()
        var starts = [Int](repeating: 0, count: userCount + 1)
        var popularity = [Int](repeating: 0, count: itemCount)
        var previous: UInt64?
        for pair in pairs.indices {
            starts[Int(pairs[pair] >> 32) + 1] += 1
            if pairs[pair] != previous { popularity[Int(pairs[pair] & 0xFFFF_FFFF)] += 1 }
            previous = pairs[pair]
        }
        self.userCount = starts.count { $0 > 0 }
        for user in 0..<userCount { starts[user + 1] += starts[user] }
        self.pairs = pairs
        self.starts = starts
        self.popularity = popularity
    }

    /// Calls `body` with each item of a user's history; an item of several interactions once, with Evidently each time.
    @inline(__always)
    func forEachItem(of user: Int, compatibility: Compatibility, _ body: (Int32) -> Void) {
        guard user + 1 < starts.count else { return }
        for pair in starts[user]..<starts[user + 1] {
            guard compatibility == .evidently || pair == starts[user] || pairs[pair] != pairs[pair - 1] else {
                continue
            }
            body(Int32(truncatingIfNeeded: pairs[pair] & 0xFFFF_FFFF))
        }
    }
}
