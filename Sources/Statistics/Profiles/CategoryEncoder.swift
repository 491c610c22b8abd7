/// Turns the rows of a column into small numbers, one for each distinct value.
///
/// The numbers are given in the order of first appearance and stay the same from batch to batch, whatever dictionary
/// a batch brings.
struct CategoryEncoder: Sendable {
    /// The code of a row without a value.
    static let missing: Int32 = -1
    /// The code of an infinite number, which is a value but no category.
    static let infinite: Int32 = -2

    private(set) var texts = ByteTable()
    /// For each string of `texts`, its code.
    private var textCodes: [Int32] = []
    private var integers = IntegerTable()
    /// For each integer of `integers`, its code.
    private var integerCodes: [Int32] = []
    private var otherCodes: [Category: Int32] = [:]
    /// The category of each code; texts are looked up in the table.
    private(set) var kinds: [Kind] = []

    /// Where a category is.
    enum Kind: Sendable {
        case text(Int)
        case other(Category)
    }

    /// Of tables, of a code, and of a count beside it.
    private static let bytesPerValue = 64

    /// The number of distinct values so far.
    var count: Int { kinds.count }

    /// About how much memory the distinct values take.
    var byteCount: Int { texts.byteCount + count * Self.bytesPerValue }

    /// The category of `code`.
    func category(_ code: Int) -> Category {
        switch kinds[code] {
        case .text(let index): .text(Array(texts[index]))
        case .other(let category): category
        }
    }

    /// Appends the category of `code` to a list.
    func append(_ code: Int, rows: Int, to list: inout KeyArray) {
        switch kinds[code] {
        case .text(let index): list.appendCategory(texts[index].span, rows: rows)
        case .other(let category): list.appendCategory(category, rows: rows)
        }
    }

    /// The codes of another encoder's categories here, in the order of its own codes; new ones are added.
    mutating func codes(of other: CategoryEncoder) -> [Int32] {
        other.kinds.map { kind in
            switch kind {
            case .text(let index): code(of: other.texts[index].span)
            case .other(let category): code(of: category)
            }
        }
    }

    /// The same for a column that may have other types: categories are matched in the notation that both have in common.
    mutating func codes(matching other: CategoryEncoder) -> [Int32] {
        let textCount = texts.count + other.texts.count
        let isMixed = textCount > 0 && textCount < count + other.count || hasBooleans != other.hasBooleans
        guard isMixed else { return codes(of: other) }
        let categories = (0..<count).map(category)
        let others = (0..<other.count).map(other.category)
        let notation = CategoryNotation(of: [categories, others].joined())
        var codes = Dictionary(
            categories.enumerated().map { (notation($1), Int32($0)) }, uniquingKeysWith: { first, _ in first })
        return others.map { category in
            let code = codes[notation(category)] ?? self.code(of: category)
            codes[notation(category)] = code
            return code
        }
    }

    /// Replaces `codes` by the codes of the rows of `column`.
    mutating func encode(_ column: Column, into codes: inout [Int32]) throws(ColumnError) {
        switch column {
        case .null(let count): codes = [Int32](repeating: Self.missing, count: count)
        case .boolean(let values): encode(values, into: &codes)
        case .int8(let values): encode(values, into: &codes)
        case .int16(let values): encode(values, into: &codes)
        case .int32(let values): encode(values, into: &codes)
        case .int64(let values): encode(values, into: &codes)
        case .uint8(let values): encode(values, into: &codes)
        case .uint16(let values): encode(values, into: &codes)
        case .uint32(let values): encode(values, into: &codes)
        case .uint64(let values): encode(values, into: &codes)
        case .float32(let values): encodeReal(values, into: &codes)
        case .float64(let values): encodeReal(values, into: &codes)
        case .text(let values): encode(values, into: &codes)
        case .dictionary(let values): try encode(values, into: &codes)
        case .time32(let values, _): encode(values, into: &codes)
        case .time64(let values, _): encode(values, into: &codes)
        case .float16, .decimal:
            var numbers = NumberReader(column)
            encode(&numbers, into: &codes)
        }
    }

    private var hasBooleans: Bool { otherCodes[.boolean(true)] != nil || otherCodes[.boolean(false)] != nil }

    /// The code of a category, given now if it is new.
    mutating func code(of category: Category) -> Int32 {
        if case .text(let bytes) = category { return code(of: bytes.span) }
        if case .integer(let integer) = category { return code(of: integer) }
        if let code = otherCodes[category] { return code }
        let code = Int32(kinds.count)
        kinds.append(.other(category))
        otherCodes[category] = code
        return code
    }

    private mutating func code(of integer: Int64) -> Int32 {
        let index = integers.index(of: integer)
        if index < integerCodes.count { return integerCodes[index] }
        let code = Int32(kinds.count)
        kinds.append(.other(.integer(integer)))
        integerCodes.append(code)
        return code
    }

    private mutating func code(of number: Double) -> Int32 {
        if number.isNaN { return Self.missing }
        return number.isInfinite ? Self.infinite : code(of: Category(number: number))
    }

    private mutating func code(of bytes: Span<UInt8>) -> Int32 {
        let index = texts.index(of: bytes)
        if index < textCodes.count { return textCodes[index] }
        let code = Int32(kinds.count)
        kinds.append(.text(index))
        textCodes.append(code)
        return code
    }
}

extension CategoryEncoder {
    private mutating func encode(_ column: BooleanColumn, into codes: inout [Int32]) {
        codes = [Int32](repeating: Self.missing, count: column.count)
        for row in 0..<column.count where column.validity[row] { codes[row] = code(of: .boolean(column[row])) }
    }

    private mutating func encode(
        _ column: PrimitiveColumn<some FixedWidthInteger & BitwiseCopyable>,
        into codes: inout [Int32]
    ) {
        codes = [Int32](repeating: Self.missing, count: column.count)
        let values = column.values
        // Labels are mostly small numbers: a table spares them the dictionary.
        var small = [Int32](repeating: Self.missing, count: 256)
        for row in 0..<column.count where column.validity[row] {
            let value = values[row]
            if value >= 0, value < 128 {
                let place = Int(value)
                if small[place] == Self.missing { small[place] = code(of: Int64(value)) }
                codes[row] = small[place]
            } else {
                // Beyond the largest signed integer by its digits: as a real number it would lose the last ones.
                codes[row] = Int64(exactly: value).map { code(of: $0) } ?? code(of: Category(String(value)))
            }
        }
    }

    private mutating func encodeReal(
        _ column: PrimitiveColumn<some BinaryFloatingPoint & BitwiseCopyable>,
        into codes: inout [Int32]
    ) {
        codes = [Int32](repeating: Self.missing, count: column.count)
        let values = column.values
        for row in 0..<column.count where column.validity[row] { codes[row] = code(of: Double(values[row])) }
    }

    private mutating func encode(_ numbers: inout NumberReader, into codes: inout [Int32]) {
        codes = [Int32](repeating: Self.missing, count: numbers.count)
        for row in 0..<numbers.count {
            if let value = numbers[row] { codes[row] = code(of: value) }
        }
    }

    private mutating func encode(_ column: TextColumn, into codes: inout [Int32]) {
        codes = [Int32](repeating: Self.missing, count: column.count)
        for row in 0..<column.count where column.validity[row] { codes[row] = code(of: column[row]) }
    }

    private mutating func encode(_ column: DictionaryColumn, into codes: inout [Int32]) throws(ColumnError) {
        // Only entries that a row uses become categories: dictionaries may hold leftovers of other batches.
        var entries: [Int32] = []
        var indices: [Int32] = []
        try column.decodeIndices(into: &indices)
        var used = [Bool](repeating: false, count: column.valueCount)
        for index in indices where index >= 0 { used[Int(index)] = true }
        try encode(column.values, into: &entries, used: used)
        codes = [Int32](repeating: Self.missing, count: indices.count)
        for row in indices.indices where indices[row] >= 0 { codes[row] = entries[Int(indices[row])] }
    }

    /// Encodes those entries of a dictionary that are used.
    private mutating func encode(_ values: Column, into codes: inout [Int32], used: [Bool]) throws(ColumnError) {
        guard case .text(let texts) = values else { return try encode(values, into: &codes) }
        codes = [Int32](repeating: Self.missing, count: texts.count)
        for entry in 0..<texts.count where used[entry] && texts.validity[entry] {
            codes[entry] = code(of: texts[entry])
        }
    }
}
