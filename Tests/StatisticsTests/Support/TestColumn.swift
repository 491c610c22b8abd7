import Statistics

/// Columns with the values of a test, in Arrow's layout; `offset` unused rows may come before them.
enum TestColumn {
    /// Anything of fixed width.
    static func primitive<Scalar: BitwiseCopyable>(
        _ values: [Scalar?], _ type: ColumnType, zero: Scalar, offset: Int = 0, nullCount: Int = -1,
        hasBitmap: Bool = true
    ) throws(ColumnError) -> Column {
        let all = [Scalar?](repeating: nil, count: offset) + values
        let bitmap = hasBitmap ? ArrowParts.Buffer(bitsOf: all) : ArrowParts.Buffer()
        let parts = ArrowParts(
            length: values.count, offset: offset, nullCount: nullCount,
            buffers: [bitmap, .init(all.map { $0 ?? zero })])
        return try parts.column(type)
    }

    static func doubles(_ values: [Double?], offset: Int = 0) throws(ColumnError) -> Column {
        try primitive(values, .float64, zero: 0, offset: offset)
    }

    static func integers(_ values: [Int64?], offset: Int = 0) throws(ColumnError) -> Column {
        try primitive(values, .int64, zero: 0, offset: offset)
    }

    static func booleans(_ values: [Bool?]) throws(ColumnError) -> Column {
        let set = values.map { $0 == true ? true : nil }
        return try ArrowParts(length: values.count, buffers: [.init(bitsOf: values), .init(bitsOf: set)])
            .column(.boolean)
    }

    static func texts(_ values: [String?]) throws(ColumnError) -> Column {
        try bytes(values.map { $0.map { Array($0.utf8) } })
    }

    /// Strings given as bytes, which need not be UTF-8.
    static func bytes(_ values: [[UInt8]?]) throws(ColumnError) -> Column {
        try parts(values).column(.utf8)
    }

    /// Indices into a dictionary of strings.
    static func dictionary(_ indices: [Int8?], of entries: [String?]) throws(ColumnError) -> Column {
        let dictionary = parts(entries.map { $0.map { Array($0.utf8) } })
        let parts = ArrowParts(
            length: indices.count, buffers: [.init(bitsOf: indices), .init(indices.map { $0 ?? 77 })],
            dictionary: [dictionary])
        return try parts.column(.dictionary(index: .int8, values: .utf8))
    }

    static func nulls(_ count: Int) throws(ColumnError) -> Column {
        try ArrowParts(length: count, nullCount: count, buffers: []).column(.null)
    }

    private static func parts(_ values: [[UInt8]?]) -> ArrowParts {
        var ends: [Int32] = [0]
        for value in values { ends.append((ends.last ?? 0) + Int32(value?.count ?? 0)) }
        return ArrowParts(
            length: values.count,
            buffers: [.init(bitsOf: values), .init(ends), .init(values.flatMap { $0 ?? [] })])
    }
}
