/// The counts of every category of a column in reference and current.
public struct CategoryPair: Sendable, Equatable {
    /// One category of either side.
    public struct Entry: Sendable, Equatable {
        public let category: Category
        public let reference: Int
        public let current: Int
    }

    /// In ascending order of the categories; 0 where a side lacks one.
    public let entries: [Entry]
    /// Number of values in the reference.
    public let referenceTotal: Int
    /// Number of values in the current data.
    public let currentTotal: Int

    /// Lines up two counts, in the notation that both have in common.
    public init(reference: CategoryCounts, current: CategoryCounts) {
        let notation = CategoryNotation(of: (reference.entries + current.entries).lazy.map(\.category))
        let (reference, current) = (reference.written(notation), current.written(notation))
        var entries: [Entry] = []
        entries.reserveCapacity(max(reference.entries.count, current.entries.count))
        var (left, right) = (reference.entries[...], current.entries[...])
        while let category = [left.first?.category, right.first?.category].compactMap({ $0 }).min() {
            var counts = (reference: 0, current: 0)
            if let head = left.first, head.category == category { counts.reference = left.removeFirst().count }
            if let head = right.first, head.category == category { counts.current = right.removeFirst().count }
            entries.append(Entry(category: category, reference: counts.reference, current: counts.current))
        }
        self.entries = entries
        referenceTotal = reference.total
        currentTotal = current.total
    }
}
