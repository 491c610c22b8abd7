/// What one pass over recommendations leaves: each of them with its user, item, score and relevance.
///
/// Rows without a user, an item or a finite score cannot be placed in a list; they are left out and counted. A missing
/// relevance is no feedback and counts as 0. Memory: 24 bytes for each row, up to a limit, and the names of users and items.
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
    /// Where rows go that are too many for memory; nil for no limit.
    let spill: (any KeySpill)?
    private var words: SpillingSequence

    /// Makes an empty profile.
    ///
    /// - Parameter spill: Where rows go that are too many for memory; nil for no limit.
    public init(
        layout: Layout, settings: RankingSettings, compatibility: Compatibility, spill: (any KeySpill)? = nil
    ) {
        self.spill = spill
        words = SpillingSequence(spill: spill)
        self.layout = layout
        self.settings = settings
        self.compatibility = compatibility
        features = ItemFeatures(width: layout.features.count)
    }

    /// Rows that could be placed in a list.
    public var rowCount: Int { RankingRows.count(words: words.count) }

    /// Rows that could be placed in a list, in the order they came.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    func rows() throws(ColumnError) -> RankingRows {
        RankingRows(written: try words.written(), recent: words.keys)
    }

    /// Adds the rows of the columns that the layout describes.
    ///
    /// - Throws: ``ColumnError/spill(_:)``, or another if a prediction, relevance or feature is no number.
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
        var packed: [UInt64] = []
        for row in rowUsers.indices {
            let item = layout.hasItems ? rowItems[row] : 0
            guard rowUsers[row] >= 0, item >= 0, rowScores[row].isFinite else {
                unusableRowCount += 1
                continue
            }
            let relevance = layout.hasRelevance && rowRelevances[row].isFinite ? rowRelevances[row] : 0
            packed.append(
                RankingRow(user: rowUsers[row], item: item, key: OrderedKey.of(rowScores[row]), relevance: relevance))
            if layout.features.count > 0 {
                features.add(item: Int(item), numbers: rowFeatures.span, from: row * layout.features.count)
            }
        }
        try words.append(packed.span)
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
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    public mutating func merge(_ other: RankingProfile) throws(ColumnError) {
        precondition(layout == other.layout, "profiles of the same columns")
        let userCodes = users.codes(of: other.users)
        let itemCodes = items.codes(of: other.items)
        unusableRowCount += other.unusableRowCount
        let rows = try other.rows()
        for block in rows.blocks {
            var packed: [UInt64] = []
            for index in block {
                let row = rows[index]
                packed.append(
                    RankingRow(
                        user: userCodes[Int(row.user)], item: layout.hasItems ? itemCodes[Int(row.item)] : 0,
                        key: row.key,
                        relevance: row.relevance))
            }
            rows.releasePages(block)
            try words.append(packed.span)
        }
        features.merge(other.features, codes: itemCodes, isOverwriting: true)
    }
}
