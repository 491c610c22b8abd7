/// What is known of the items that may be recommended.
struct ItemCatalogue: Sendable {
    /// Items that occur in the data set or in the reference.
    let itemCount: Int
    /// The number of codes; some may belong to no item.
    let codeCount: Int
    /// nil where items have no features.
    let vectors: ItemVectors?
    /// Of the reference; nil where there is none.
    let interactions: Interactions?
    /// Whether the interactions are those of other data than are measured.
    let isHistory: Bool

    /// - Parameters:
    ///   - profile: The data set that is measured.
    ///   - training: Where interactions are taken from.
    ///   - isHistory: Whether that is another data set.
    /// - Throws: ``ColumnError/spill(_:)``
    init(_ profile: RankingProfile, training: RankingProfile?, isHistory: Bool) throws(ColumnError) {
        var (users, items) = (profile.users, profile.items)
        var features = profile.features
        var isUsed = [Bool](repeating: false, count: items.count)
        Self.mark(try profile.rows(), in: &isUsed) { $0 }
        var interactions: Interactions?
        if let training, training.layout.hasItems {
            let userCodes = users.codes(matching: training.users)
            let itemCodes = items.codes(matching: training.items)
            isUsed.append(contentsOf: repeatElement(false, count: items.count - isUsed.count))
            Self.mark(try training.rows(), in: &isUsed) { Int(itemCodes[$0]) }
            if training.layout.features == profile.layout.features {
                features.merge(training.features, codes: itemCodes, isOverwriting: false)
            }
            interactions = try Interactions(
                training, users: userCodes, items: itemCodes, userCount: users.count, itemCount: items.count)
        }
        itemCount = isUsed.count { $0 }
        codeCount = items.count
        vectors = features.width > 0 ? ItemVectors(features) : nil
        self.interactions = interactions
        self.isHistory = isHistory && interactions != nil
    }

    /// Marks the items that rows have.
    @inline(__always)
    private static func mark(_ rows: RankingRows, in isUsed: inout [Bool], _ code: (Int) -> Int) {
        for block in rows.blocks {
            for index in block { isUsed[code(Int(rows[index].item))] = true }
            rows.releasePages(block)
        }
    }
}
