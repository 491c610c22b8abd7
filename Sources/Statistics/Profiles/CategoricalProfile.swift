/// What one pass over a categorical column leaves: how often each category occurs.
public struct CategoricalProfile: Sendable {
    /// Rows seen.
    public private(set) var rowCount = 0
    /// Rows without a value.
    public private(set) var missingCount = 0
    /// Rows with an infinite number; they are in no category.
    public private(set) var infiniteCount = 0
    private var encoder = CategoryEncoder()
    private var counts: [Int] = []

    /// Makes an empty profile.
    public init() {}

    /// Adds the rows of a column.
    public mutating func update(_ column: Column) throws(ColumnError) {
        var codes: [Int32] = []
        try encoder.encode(column, into: &codes)
        counts.append(contentsOf: repeatElement(0, count: encoder.count - counts.count))
        rowCount += codes.count
        var (missing, infinite) = (0, 0)
        for code in codes {
            if code >= 0 {
                counts[Int(code)] += 1
            } else {
                missing &+= (code == CategoryEncoder.missing).bit
                infinite &+= (code == CategoryEncoder.infinite).bit
            }
        }
        missingCount += missing
        infiniteCount += infinite
    }

    /// Adds the rows of another profile.
    public mutating func merge(_ other: CategoricalProfile) {
        let codes = encoder.codes(of: other.encoder)
        counts.append(contentsOf: repeatElement(0, count: encoder.count - counts.count))
        for (code, count) in zip(codes, other.counts) { counts[Int(code)] += count }
        rowCount += other.rowCount
        missingCount += other.missingCount
        infiniteCount += other.infiniteCount
    }

    /// Rows in a category.
    public var valueCount: Int { rowCount - missingCount - infiniteCount }
    /// How many categories there are.
    public var distinctCount: Int { counts.count }
    /// Whether the values are strings that hardly repeat.
    public var resemblesText: Bool { encoder.holdsTextsOnly && distinctCount * 2 > valueCount }
    /// Bytes of all distinct strings together.
    var textByteCount: Int { encoder.textByteCount }

    /// Calls `body` with each category, written as a text, and its rows.
    func forEachText(_ body: (Span<UInt8>, Int) -> Void) {
        for code in counts.indices { encoder.withText(code) { body($0, counts[code]) } }
    }

    /// The categories and their counts.
    public var categories: CategoryCounts {
        CategoryCounts(counts.indices.map { (encoder.category($0), counts[$0]) })
    }
}

extension CategoricalProfile {
    /// The binary form: the counts of rows, then every category in ascending order with how often it occurs.
    public func encoded() -> EncodedProfile {
        let entries = categories.entries
        var body: [UInt8] = []
        for count in [rowCount, missingCount, infiniteCount, entries.count] { body.appendInteger(Int64(count)) }
        for entry in entries {
            body.appendCategory(entry.category)
            body.appendInteger(Int64(entry.count))
        }
        return EncodedProfile(.categorical, body: body)
    }

    init(body: inout ByteReader) throws(ProfileEncodingError) {
        self.init()
        rowCount = try body.count()
        missingCount = try body.count()
        infiniteCount = try body.count()
        for _ in 0..<(try body.count()) {
            let code = encoder.code(of: try body.category())
            guard Int(code) == counts.count else { throw .corrupt("a category is there twice") }
            counts.append(try body.count())
        }
    }
}
