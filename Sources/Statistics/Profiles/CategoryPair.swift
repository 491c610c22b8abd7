/// The counts of every category of a column in reference and current.
public struct CategoryPair: Sendable, Equatable {
    /// One category of either side; 0 where a side lacks it.
    public struct Entry: Sendable, Equatable {
        public let category: Category
        public let reference: Int
        public let current: Int
    }

    /// A category while the pair is read, as ``Entry`` but without memory of its own.
    public struct Place {
        fileprivate let cursor: CategoryCursor
        public let reference: Int
        public let current: Int

        /// The category with its counts.
        public var entry: Entry { Entry(category: cursor.category, reference: reference, current: current) }
    }

    private let reference: CategoryCounts
    private let current: CategoryCounts
    /// Number of categories of both sides together.
    public private(set) var distinctCount = 0

    /// Number of values in the reference.
    public var referenceTotal: Int { reference.total }
    /// Number of values in the current data.
    public var currentTotal: Int { current.total }

    /// Lines up two counts, in the notation that both have in common.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    public init(reference: CategoryCounts, current: CategoryCounts) throws(ColumnError) {
        let notation = CategoryNotation(of: [reference.last, current.last].compactMap { $0 })
        self.init(alike: try reference.written(notation), try current.written(notation))
    }

    /// Lines up the counts of numbers.
    init(_ samples: SamplePair) {
        self.init(alike: CategoryCounts(samples.reference), CategoryCounts(samples.current))
    }

    /// Lines up no counts at all.
    init() {
        self.init(alike: CategoryCounts([]), CategoryCounts([]))
    }

    /// Lines up counts whose categories are written alike.
    init(alike reference: CategoryCounts, _ current: CategoryCounts) {
        self.reference = reference
        self.current = current
        var count = 0
        forEach { _ in count += 1 }
        distinctCount = count
    }

    /// Every category in ascending order, in memory: for columns that have few.
    public var entries: [Entry] {
        var entries: [Entry] = []
        forEach { entries.append($0.entry) }
        return entries
    }

    /// Calls `body` with every category, in ascending order.
    public func forEach(_ body: (Place) -> Void) {
        var (left, right) = (CategoryCursor(reference.list), CategoryCursor(current.list))
        while !left.isAtEnd || !right.isAtEnd {
            let order = right.isAtEnd ? -1 : left.isAtEnd ? 1 : left.order(right)
            body(
                Place(
                    cursor: order <= 0 ? left : right, reference: order <= 0 ? left.rows : 0,
                    current: order >= 0 ? right.rows : 0))
            if order <= 0 { left.advance() }
            if order >= 0 { right.advance() }
        }
    }
}
