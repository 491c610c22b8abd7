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
    init(_ profile: RankingProfile, training: RankingProfile?, isHistory: Bool) {
        var (users, items) = (profile.users, profile.items)
        var features = profile.features
        var isUsed = [Bool](repeating: false, count: items.count)
        for item in profile.itemCodes { isUsed[Int(item)] = true }
        var interactions: Interactions?
        if let training, training.layout.hasItems {
            let userCodes = users.codes(matching: training.users)
            let itemCodes = items.codes(matching: training.items)
            isUsed.append(contentsOf: repeatElement(false, count: items.count - isUsed.count))
            for item in training.itemCodes { isUsed[Int(itemCodes[Int(item)])] = true }
            if training.layout.features == profile.layout.features {
                features.merge(training.features, codes: itemCodes, isOverwriting: false)
            }
            interactions = Interactions(
                training, users: userCodes, items: itemCodes, userCount: users.count, itemCount: items.count)
        }
        itemCount = isUsed.count { $0 }
        codeCount = items.count
        vectors = features.width > 0 ? ItemVectors(features) : nil
        self.interactions = interactions
        self.isHistory = isHistory && interactions != nil
    }
}
