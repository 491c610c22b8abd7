/// What one pass over a categorical column leaves: how often each category occurs.
///
/// Merges by addition. Memory: 64 bytes for each category and the bytes of its text, up to a limit; what exceeds it goes
/// to a file as ascending lists, which are merged at the end. The result is the same as in memory.
public struct CategoricalProfile: Sendable {
    /// Rows seen.
    public private(set) var rowCount = 0
    /// Rows without a value.
    public private(set) var missingCount = 0
    /// Rows with an infinite number; they are in no category.
    public private(set) var infiniteCount = 0
    private var encoder = CategoryEncoder()
    private var counts: [Int] = []
    /// Counts that are not in `counts`, as ascending lists.
    private var lists: [KeyArray] = []
    private var file: (any KeyFile)?
    private let spill: (any KeySpill)?

    /// Makes an empty profile.
    ///
    /// - Parameter spill: Where categories go that are too many for memory; nil for no limit.
    public init(spill: (any KeySpill)? = nil) {
        self.spill = spill
    }

    /// Adds the rows of a column.
    ///
    /// - Throws: ``ColumnError/spill(_:)``, or another if the values are broken.
    public mutating func update(_ column: Column) throws(ColumnError) {
        var codes: [Int32] = []
        try encoder.encode(column, into: &codes)
        counts.append(contentsOf: repeatElement(0, count: encoder.count - counts.count))
        rowCount += codes.count
        let without = Self.count(codes.span, in: &counts)
        missingCount += without.missing
        infiniteCount += without.infinite
        try settle()
    }

    /// Counts codes, and those that stand for no category.
    private static func count(
        _ codes: borrowing Span<Int32>, in counts: inout [Int]
    ) -> (missing: Int, infinite: Int) {
        // In a span: an array would be asked in each row whether it has one owner.
        var cells = counts.mutableSpan
        var (missing, infinite) = (0, 0)
        for row in codes.indices {
            let code = codes[row]
            if code >= 0 {
                cells[Int(code)] &+= 1
            } else {
                missing &+= (code == CategoryEncoder.missing).bit
                infinite &+= (code == CategoryEncoder.infinite).bit
            }
        }
        return (missing, infinite)
    }

    /// Adds rows of one category.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    mutating func add(_ category: Category, rows: Int) throws(ColumnError) {
        let code = Int(encoder.code(of: category))
        if code == counts.count { counts.append(0) }
        counts[code] += rows
        rowCount += rows
        try settle()
    }

    /// Adds the rows of another profile.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    public mutating func merge(_ other: CategoricalProfile) throws(ColumnError) {
        let codes = encoder.codes(of: other.encoder)
        counts.append(contentsOf: repeatElement(0, count: encoder.count - counts.count))
        for (code, count) in zip(codes, other.counts) { counts[Int(code)] += count }
        lists += other.lists
        rowCount += other.rowCount
        missingCount += other.missingCount
        infiniteCount += other.infiniteCount
        try settle()
    }

    /// Rows in a category.
    public var valueCount: Int { rowCount - missingCount - infiniteCount }

    /// The categories and their counts; they stay.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    public mutating func sort() throws(ColumnError) -> CategoryCounts {
        if encoder.count > 0 { takeMemory() }
        if lists.count > 1 {
            var merge = CategoryMerge(lists)
            lists = [try merge.merged(spill: spill)]
            file = nil
        }
        return CategoryCounts(lists.first ?? KeyArray(), spill: spill)
    }

    /// Writes what is in memory to a file if it has reached the limit.
    private mutating func settle() throws(ColumnError) {
        guard let spill, encoder.byteCount >= spill.keyLimit * 8 else { return }
        takeMemory()
        guard let list = lists.popLast() else { return }
        let file = if let file { file } else { try spill.makeFile() }
        self.file = file
        // Copies of this value share the file and may have written to it.
        let start = file.count
        try file.append(list.span)
        lists.append(KeyArray(try file.map(start..<start + list.count)))
    }

    /// Makes a list of the categories in memory.
    private mutating func takeMemory() {
        var list = KeyArray()
        // A batch that could not be read may have left categories without rows.
        for code in encoder.ascendingCodes() where code < counts.count && counts[code] > 0 {
            encoder.append(code, rows: counts[code], to: &list)
        }
        lists.append(list)
        encoder = CategoryEncoder()
        counts = []
    }
}

extension CategoricalProfile {
    /// The binary form: the counts of rows, then every category in ascending order with how often it occurs.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    public mutating func encoded() throws(ColumnError) -> EncodedProfile {
        let categories = try sort()
        var body: [UInt8] = []
        for count in [rowCount, missingCount, infiniteCount] { body.appendInteger(Int64(count)) }
        return EncodedProfile(.categorical, body: body, keys: categories.list)
    }

    init(body: inout ByteReader, keys: KeyArray) throws(ProfileEncodingError) {
        self.init()
        rowCount = try body.count()
        missingCount = try body.count()
        infiniteCount = try body.count()
        lists = [try CategoryCounts(checking: keys).list]
    }
}
