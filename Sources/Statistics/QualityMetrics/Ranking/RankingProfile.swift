/// What one pass over recommendations leaves: each of them with its user, item, score and relevance.
///
/// Rows without a user, an item or a finite score cannot be placed in a list; they are left out and counted. A missing
/// relevance is no feedback and counts as 0. Memory: 24 bytes for each row, and the names of users and items.
public struct RankingProfile: JointProfile {
    /// Which columns there are besides user and prediction, which come first.
    public struct Layout: Sendable, Equatable {
        /// Whether the third column is the item.
        public let hasItems: Bool
        /// Whether the next one is the relevance.
        public let hasRelevance: Bool
        /// The names of the features of the items, which follow.
        public let features: [String]

        /// Describes the columns.
        public init(hasItems: Bool, hasRelevance: Bool, features: [String] = []) {
            self.hasItems = hasItems
            self.hasRelevance = hasRelevance
            self.features = hasItems ? features : []
        }

        var columnCount: Int { 2 + (hasItems ? 1 : 0) + (hasRelevance ? 1 : 0) + features.count }
    }

    public let layout: Layout
    public let settings: RankingSettings
    public let compatibility: Compatibility
    /// Rows that could not be placed in a list.
    public private(set) var unusableRowCount = 0
    private(set) var users = CategoryEncoder()
    private(set) var items = CategoryEncoder()
    private(set) var features: ItemFeatures
    /// Of each row that could be placed.
    private(set) var userCodes: [Int32] = []
    private(set) var itemCodes: [Int32] = []
    private(set) var scores: [Double] = []
    private(set) var relevances: [Double] = []

    /// Makes an empty profile.
    public init(layout: Layout, settings: RankingSettings, compatibility: Compatibility) {
        self.layout = layout
        self.settings = settings
        self.compatibility = compatibility
        features = ItemFeatures(width: layout.features.count)
    }

    /// Rows that could be placed in a list.
    public var rowCount: Int { userCodes.count }

    /// Adds the rows of the columns that the layout describes.
    public mutating func update(_ columns: [Column]) throws(ColumnError) {
        precondition(columns.count == layout.columnCount, "the columns of the layout")
        var rest = columns[2...]
        var (rowUsers, rowItems): ([Int32], [Int32]) = ([], [])
        var (rowScores, rowRelevances): ([Double], [Double]) = ([], [])
        try users.encode(columns[0], into: &rowUsers)
        try columns[1].decodeNumbers(into: &rowScores)
        if layout.hasItems { try items.encode(rest.removeFirst(), into: &rowItems) }
        if layout.hasRelevance { try rest.removeFirst().decodeNumbers(into: &rowRelevances) }
        let rowFeatures = try numbers(of: rest, rows: rowUsers.count)
        for row in rowUsers.indices {
            let item = layout.hasItems ? rowItems[row] : 0
            guard rowUsers[row] >= 0, item >= 0, rowScores[row].isFinite else {
                unusableRowCount += 1
                continue
            }
            userCodes.append(rowUsers[row])
            scores.append(rowScores[row])
            if layout.hasItems { itemCodes.append(item) }
            if layout.hasRelevance { relevances.append(rowRelevances[row].isFinite ? rowRelevances[row] : 0) }
            if layout.features.count > 0 {
                features.add(item: Int(item), numbers: rowFeatures.span, from: row * layout.features.count)
            }
        }
    }

    /// The features of a batch, row by row.
    private func numbers(of columns: ArraySlice<Column>, rows: Int) throws(ColumnError) -> [Double] {
        var numbers = [Double](repeating: 0, count: rows * layout.features.count)
        var column: [Double] = []
        for (place, feature) in columns.enumerated() {
            try feature.decodeNumbers(into: &column)
            for row in 0..<rows { numbers[row * layout.features.count + place] = column[row] }
        }
        return numbers
    }

    /// Adds the rows of another profile, which come after those of this one.
    public mutating func merge(_ other: RankingProfile) throws(ColumnError) {
        precondition(layout == other.layout, "profiles of the same columns")
        let userCodes = users.codes(of: other.users)
        let itemCodes = items.codes(of: other.items)
        unusableRowCount += other.unusableRowCount
        self.userCodes.append(contentsOf: other.userCodes.lazy.map { userCodes[Int($0)] })
        self.itemCodes.append(contentsOf: other.itemCodes.lazy.map { itemCodes[Int($0)] })
        scores.append(contentsOf: other.scores)
        relevances.append(contentsOf: other.relevances)
        features.merge(other.features, codes: itemCodes, isOverwriting: true)
    }
}
