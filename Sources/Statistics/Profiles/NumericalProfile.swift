/// What one pass over a numeric column leaves: counts, and the values as a multiset of ordered keys.
///
/// Merging adds counts and joins the multisets, so any split of the rows in any order gives the same sorted sample.
/// Memory: 8 bytes per value, up to a limit; beyond it the values are in a file, or counted in buckets.
public struct NumericalProfile: Sendable {
    /// How keys stand for values. Integers keep all 64 bits; they become real when the other side is.
    enum Encoding: Sendable {
        case integer, real
    }

    /// Rows seen.
    public private(set) var rowCount = 0
    /// Rows without a value, NaN included.
    public private(set) var missingCount = 0
    /// Rows with an infinite value; they are in no statistic.
    public var infiniteCount: Int { infinite.total }
    /// Rows with an infinite value by its sign.
    public private(set) var infinite = InfiniteCounts()
    private var keys: SpillingKeys
    private(set) var encoding = Encoding.integer
    /// From when on values are counted; nil where they are kept, however many they are.
    private var limits: BucketLimits?
    /// What is counted already; nil as long as the values are kept.
    private var bucketed: BucketedValues?

    /// Makes an empty profile with room for the values of `rows` rows.
    ///
    /// - Parameter spill: Where values go that are too many for memory; nil for no limit.
    public init(expecting rows: Int = 0, spill: (any KeySpill)? = nil) {
        keys = SpillingKeys(capacity: rows, spill: spill)
    }

    /// Makes an empty profile that counts values in buckets once they are too many.
    public init(expecting rows: Int = 0, limits: BucketLimits) {
        keys = SpillingKeys(capacity: rows, limit: limits.keys)
        self.limits = limits
    }

    /// Makes an empty profile of values that are kept, the first of which decides nothing.
    init(encoding: Encoding) {
        self.init()
        self.encoding = encoding
    }

    /// Adds the rows of a column.
    ///
    /// - Throws: ``ColumnError/unsupported(_:)`` if the column holds no numbers.
    public mutating func update(_ column: Column) throws(ColumnError) {
        try append(column)
        try settle()
    }

    /// Does something about values that have become too many.
    private mutating func settle() throws(ColumnError) {
        guard let limits else { return try keys.settle() }
        if keys.count >= limits.keys { try countKeys(limits) }
    }

    private mutating func countKeys(_ limits: BucketLimits) throws(ColumnError) {
        // Taken out, so that the buckets have one owner while they change.
        var values = bucketed.take() ?? BucketedValues(limit: limits.buckets, encoding: encoding)
        values.add(sorted: try keys.takeSorted())
        bucketed = values
    }

    private mutating func append(_ column: Column) throws(ColumnError) {
        switch column {
        case .null(let count):
            rowCount += count
            missingCount += count
        case .boolean(let values): append(values)
        case .int8(let values): append(values)
        case .int16(let values): append(values)
        case .int32(let values): append(values)
        case .int64(let values): append(values)
        case .uint8(let values): append(values)
        case .uint16(let values): append(values)
        case .uint32(let values): append(values)
        case .uint64(let values): try appendUnsigned(values)
        case .float32(let values): try appendReal(values)
        case .float64(let values): try appendReal(values)
        case .time32(let values, let unit): try append(values, ticksOf: unit)
        case .time64(let values, let unit): try append(values, ticksOf: unit)
        case .float16, .decimal: try append(NumberReader(column))
        case .dictionary(let values): try append(values)
        case .text: throw .unsupported("text")
        }
    }

    /// Adds the rows of another profile.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    public mutating func merge(_ other: consuming NumericalProfile) throws(ColumnError) {
        if other.encoding != encoding {
            if encoding == .integer { try becomeReal() } else { try other.becomeReal() }
        }
        rowCount += other.rowCount
        missingCount += other.missingCount
        infinite.merge(other.infinite)
        limits = limits ?? other.limits
        let isKept = bucketed == nil && other.bucketed == nil
        guard let limits, !isKept || keys.count + other.keys.count >= limits.keys else {
            return try keys.append(contentsOf: other.keys)
        }
        try countKeys(limits)
        // Values that are kept in a file are never in memory all at once.
        bucketed?.add(sorted: try other.keys.takeSorted())
        if let values = other.bucketed { bucketed?.merge(values) }
    }
}

extension NumericalProfile {
    /// Whether only buckets are left of the values.
    public var isBucketed: Bool { bucketed != nil }

    /// Whether a profile that keeps to the limits, nil for none, would have kept the same of these values.
    public func isAsKept(to limits: BucketLimits?) -> Bool {
        guard let bucketed else { return true }
        return limits.map { bucketed.count + keys.count >= $0.keys && bucketed.histogram.limit == $0.buckets } ?? false
    }

    /// What is kept of the values. Leaves none.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    mutating func takeSample() throws(ColumnError) -> NumberSample {
        try countRest()
        guard let values = bucketed.take() else {
            return .sorted(SortedSample(sortedKeys: try takeSortedKeys(), encoding: encoding))
        }
        return .bucketed(BucketedSample(values))
    }

    /// Counts what is still kept if anything is counted, so that the buckets do not tell in which order values came.
    private mutating func countRest() throws(ColumnError) {
        if let limits, bucketed != nil, keys.count > 0 { try countKeys(limits) }
    }
}

extension NumericalProfile {
    /// The values in ascending order. Leaves none, since what sorts them must be their only owner.
    mutating func takeSortedKeys() throws(ColumnError) -> KeyArray {
        try keys.takeSorted()
    }

    private mutating func becomeReal() throws(ColumnError) {
        guard encoding == .integer else { return }
        try keys.mapInOrder(OrderedKey.realFromInteger)
        bucketed?.becomeReal()
        encoding = .real
    }

    private mutating func append(_ column: PrimitiveColumn<some FixedWidthInteger & BitwiseCopyable>) {
        guard encoding == .integer else { return appendAsReal(column) }
        let values = column.values
        let hasNulls = column.validity.nullCount > 0
        keys.append(addingCapacity: column.count) { keys in
            for row in values.indices where !hasNulls || column.validity[row] {
                keys.append(OrderedKey.of(Int64(truncatingIfNeeded: values[row])))
            }
        }
        count(column.validity, rows: column.count)
    }

    /// Integers after real values: as reals.
    private mutating func appendAsReal(_ column: PrimitiveColumn<some FixedWidthInteger & BitwiseCopyable>) {
        let values = column.values
        for row in values.indices where column.validity[row] { keys.append(OrderedKey.of(Double(values[row]))) }
        count(column.validity, rows: column.count)
    }

    /// Values beyond the largest signed integer make the profile real.
    private mutating func appendUnsigned(_ column: PrimitiveColumn<UInt64>) throws(ColumnError) {
        let values = column.values
        let fits = values.indices.allSatisfy { !column.validity[$0] || values[$0] <= UInt64(Int64.max) }
        if !fits { try becomeReal() }
        append(column)
    }

    private mutating func appendReal(_ column: PrimitiveColumn<some BinaryFloatingPoint & BitwiseCopyable>)
        throws(ColumnError)
    {
        try becomeReal()
        let (values, validity) = (column.values, column.validity)
        let hasNulls = validity.nullCount > 0
        var (nan, negative, positive) = (0, 0, 0)
        keys.append(upTo: column.count) { room in
            var kept = 0
            for row in values.indices {
                let value = Double(values[row])
                // Written in any case, and overwritten by the next one if it does not count: no branch on the data.
                unsafe room[unchecked: kept] = OrderedKey.of(value)
                kept &+= value.isFinite.bit & (hasNulls ? validity[row].bit : 1)
            }
            guard kept < values.count - validity.nullCount else { return kept }
            for row in values.indices where !hasNulls || validity[row] {
                nan &+= values[row].isNaN.bit
                negative &+= (values[row] == -.infinity).bit
                positive &+= (values[row] == .infinity).bit
            }
            return kept
        }
        missingCount += nan
        infinite.merge(InfiniteCounts(negative: negative, positive: positive))
        count(column.validity, rows: column.count)
    }

    @inline(__always)
    private mutating func append(_ value: Double) {
        if value.isFinite {
            keys.append(OrderedKey.of(value))
        } else if value.isNaN {
            missingCount += 1
        } else {
            infinite.merge(InfiniteCounts(negative: (value < 0).bit, positive: (value > 0).bit))
        }
    }

    private mutating func append(_ column: BooleanColumn) {
        for row in 0..<column.count where column.validity[row] {
            let value = column[row].bit
            keys.append(encoding == .integer ? OrderedKey.of(Int64(value)) : OrderedKey.of(Double(value)))
        }
        count(column.validity, rows: column.count)
    }

    /// Points in time count in seconds, so that files with different units compare.
    private mutating func append(
        _ column: PrimitiveColumn<some FixedWidthInteger & BitwiseCopyable>, ticksOf unit: ColumnType.TimeUnit
    ) throws(ColumnError) {
        try becomeReal()
        let values = column.values
        for row in values.indices where column.validity[row] { append(Double(values[row]) * unit.seconds) }
        count(column.validity, rows: column.count)
    }

    private mutating func append(_ numbers: NumberReader) throws(ColumnError) {
        try becomeReal()
        rowCount += numbers.count
        for row in 0..<numbers.count {
            if let value = numbers[row] { append(value) } else { missingCount += 1 }
        }
    }

    private mutating func append(_ column: DictionaryColumn) throws(ColumnError) {
        var entries = NumericalEntries()
        try entries.read(column.values)
        var indices: [Int32] = []
        try column.decodeIndices(into: &indices)
        try becomeReal()
        rowCount += indices.count
        for index in indices {
            if index >= 0, let value = entries.values[Int(index)] { append(value) } else { missingCount += 1 }
        }
    }

    private mutating func count(_ validity: Validity, rows: Int) {
        rowCount += rows
        missingCount += validity.nullCount
    }
}

extension NumericalProfile {
    /// The binary form: the counts of rows and whether the values are integers, then the values in ascending order, or,
    /// where they are counted, their sums and the buckets.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    public mutating func encoded() throws(ColumnError) -> EncodedProfile {
        var body: [UInt8] = []
        for count in [rowCount, missingCount, infinite.negative, infinite.positive] { body.appendInteger(Int64(count)) }
        body.appendInteger(UInt64(encoding == .integer ? 0 : 1))
        try countRest()
        guard let bucketed else { return EncodedProfile(.numerical, body: body, keys: try keys.sort()) }
        let buckets = bucketed.encoded(into: &body)
        return EncodedProfile(.numericalBuckets, body: body, keys: buckets)
    }

    init(body: inout ByteReader, keys sorted: KeyArray) throws(ProfileEncodingError) {
        try self.init(counts: &body)
        keys = SpillingKeys(sorted: sorted)
    }

    init(body: inout ByteReader, buckets: KeyArray) throws(ProfileEncodingError) {
        try self.init(counts: &body)
        let values = try BucketedValues(body: &body, words: buckets, encoding: encoding)
        limits = BucketLimits(keys: values.count, buckets: values.histogram.limit)
        bucketed = values
    }

    private init(counts body: inout ByteReader) throws(ProfileEncodingError) {
        self.init()
        rowCount = try body.count()
        missingCount = try body.count()
        infinite = InfiniteCounts(negative: try body.count(), positive: try body.count())
        encoding = try body.count() == 0 ? .integer : .real
    }
}
