/// How often each category occurs, in ascending order of the categories; in memory, or in a mapped file where there are
/// too many. Merges by addition.
public struct CategoryCounts: Sendable {
    /// One category with its number of rows.
    public struct Entry: Sendable, Equatable {
        public let category: Category
        public let count: Int
    }

    /// As ``CategoryCursor`` reads it.
    let list: KeyArray
    /// Number of categories.
    public private(set) var distinctCount = 0
    /// Sum of all counts.
    public private(set) var total = 0
    /// Rows of the most frequent category; 0 if there is none.
    public private(set) var largestCount = 0
    /// The first category; nil if there is none.
    let first: Category?
    /// The last category; nil if there is none.
    private(set) var last: Category?
    /// Where categories go that are too many for memory, should they be sorted anew.
    private let spill: (any KeySpill)?

    /// Takes an ascending list without repetitions.
    init(_ list: KeyArray, spill: (any KeySpill)? = nil) {
        self.list = list
        self.spill = spill
        var cursor = CategoryCursor(list)
        first = cursor.isAtEnd ? nil : cursor.category
        while !cursor.isAtEnd {
            distinctCount += 1
            total += cursor.rows
            largestCount = max(largestCount, cursor.rows)
            let category = cursor
            cursor.advance()
            if cursor.isAtEnd { last = category.category }
        }
    }

    /// Sorts and sums up counts.
    public init(_ counts: [(Category, Int)]) {
        var list = KeyArray()
        var (previous, rows): (Category?, Int) = (nil, 0)
        for (category, count) in counts.sorted(by: { $0.0 < $1.0 }) where count > 0 {
            if let previous, previous != category {
                list.appendCategory(previous, rows: rows)
                rows = 0
            }
            previous = category
            rows += count
        }
        if let previous { list.appendCategory(previous, rows: rows) }
        self.init(list)
    }

    /// The runs of equal values of a sorted sample.
    public init(_ sample: SortedSample) {
        var list = KeyArray()
        var start = 0
        for index in sample.keys.indices where index + 1 == sample.count || sample.keys[index + 1] != sample.keys[index]
        {
            list.appendCategory(Self.category(sample.keys[index], sample.encoding), rows: index + 1 - start)
            start = index + 1
        }
        self.init(list)
    }

    /// The buckets of a histogram, each of which is one value.
    init(_ histogram: KeyHistogram) {
        var list = KeyArray()
        for bucket in histogram.buckets {
            list.appendCategory(Self.category(bucket.minimum, histogram.encoding), rows: bucket.count)
        }
        self.init(list)
    }

    /// Every category, in memory: for data that have few.
    public var entries: [Entry] {
        var entries: [Entry] = []
        forEach { entries.append(Entry(category: $0.category, count: $0.rows)) }
        return entries
    }

    /// Whether there are categories, and all of them texts.
    var holdsTextsOnly: Bool {
        if case .text = first { true } else { false }
    }

    /// Whether the values are strings that hardly repeat.
    public var resemblesText: Bool { holdsTextsOnly && distinctCount * 2 > total }

    /// How many rows are in none of these categories, which may be written in another type.
    public func count(notIn categories: [Category]) -> Int {
        let notation = CategoryNotation(of: categories + [last].compactMap { $0 })
        let listed = Set(categories.map { notation($0) })
        var count = 0
        forEach { if !listed.contains(notation($0.category)) { count += $0.rows } }
        return count
    }

    /// Calls `body` with each category, written as a text, and its rows.
    func forEachText(_ body: (Span<UInt8>, Int) -> Void) {
        var text: [UInt8] = []
        forEach { category in
            category.readText(into: &text)
            body(text.span, category.rows)
        }
    }

    /// The same counts with the categories in another notation.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    func written(_ notation: CategoryNotation) throws(ColumnError) -> CategoryCounts {
        // If any category is written otherwise, the first one is.
        guard let first, notation(first) != first else { return self }
        var profile = CategoricalProfile(spill: spill)
        var cursor = CategoryCursor(list)
        while !cursor.isAtEnd {
            try profile.add(notation(cursor.category), rows: cursor.rows)
            cursor.advance()
        }
        return try profile.sort()
    }

    private func forEach(_ body: (CategoryCursor) -> Void) {
        var cursor = CategoryCursor(list)
        while !cursor.isAtEnd {
            body(cursor)
            cursor.advance()
        }
    }

    private static func category(_ key: UInt64, _ encoding: NumericalProfile.Encoding) -> Category {
        encoding == .integer ? .integer(OrderedKey.integer(key)) : Category(number: OrderedKey.real(key))
    }
}

extension CategoryCounts: Equatable {
    /// Whether both have the same categories as often.
    public static func == (left: CategoryCounts, right: CategoryCounts) -> Bool { left.list == right.list }
}

extension CategoryCounts {
    /// Takes a list from a file that anybody may have written.
    init(checking list: KeyArray, spill: (any KeySpill)? = nil) throws(ProfileEncodingError) {
        var total = 0
        var previous: CategoryCursor?
        var cursor = CategoryCursor(list)
        while !cursor.isAtEnd {
            guard cursor.isValid else { throw .corrupt("a category is broken") }
            if let previous, previous.order(cursor) >= 0 { throw .corrupt("categories are not in order") }
            let (sum, overflows) = total.addingReportingOverflow(cursor.rows)
            guard !overflows else { throw .corrupt("impossible counts") }
            (total, previous) = (sum, cursor)
            cursor.advance()
        }
        self.init(list, spill: spill)
    }
}
