/// How often each category occurs, in ascending order of the categories. Merges by addition.
public struct CategoryCounts: Sendable, Equatable {
    /// One category with its number of rows.
    public struct Entry: Sendable, Equatable {
        public let category: Category
        public let count: Int
    }

    /// In ascending order; no category twice, none with a count of 0.
    public let entries: [Entry]
    /// Sum of all counts.
    public let total: Int

    /// Sorts and sums up counts.
    public init(_ counts: [(Category, Int)]) {
        var entries: [Entry] = []
        for (category, count) in counts.sorted(by: { $0.0 < $1.0 }) where count > 0 {
            if let last = entries.last, last.category == category {
                entries[entries.count - 1] = Entry(category: category, count: last.count + count)
            } else {
                entries.append(Entry(category: category, count: count))
            }
        }
        self.entries = entries
        total = entries.reduce(0) { $0 + $1.count }
    }

    /// The runs of equal values of a sorted sample.
    public init(_ sample: SortedSample) {
        var counts: [(Category, Int)] = []
        var start = 0
        for index in sample.keys.indices where index + 1 == sample.count || sample.keys[index + 1] != sample.keys[index]
        {
            counts.append((Self.category(sample, at: index), index + 1 - start))
            start = index + 1
        }
        self.init(counts)
    }

    /// The sum of two.
    public func merged(with other: CategoryCounts) -> CategoryCounts {
        CategoryCounts((entries + other.entries).map { ($0.category, $0.count) })
    }

    /// The same counts with the categories in another notation.
    func written(_ notation: CategoryNotation) -> CategoryCounts {
        guard entries.contains(where: { notation($0.category) != $0.category }) else { return self }
        return CategoryCounts(entries.map { (notation($0.category), $0.count) })
    }

    private static func category(_ sample: SortedSample, at index: Int) -> Category {
        sample.encoding == .integer ? .integer(OrderedKey.integer(sample.keys[index])) : Category(number: sample[index])
    }
}
