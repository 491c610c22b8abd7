/// The entries of a dictionary of numbers.
struct NumericalEntries {
    /// One per entry, nil where the entry is null.
    private(set) var values: [Double?] = []

    mutating func read(_ column: Column) throws(ColumnError) {
        switch column {
        case .null(let count): values = [Double?](repeating: nil, count: count)
        case .int8(let column): read(column)
        case .int16(let column): read(column)
        case .int32(let column): read(column)
        case .int64(let column): read(column)
        case .uint8(let column): read(column)
        case .uint16(let column): read(column)
        case .uint32(let column): read(column)
        case .uint64(let column): read(column)
        case .float32(let column): readReal(column)
        case .float64(let column): readReal(column)
        case .float16, .decimal:
            let numbers = NumberReader(column)
            values = (0..<numbers.count).map { numbers[$0] }
        default: throw .unsupported("a dictionary without numbers")
        }
    }

    private mutating func read(_ column: PrimitiveColumn<some FixedWidthInteger & BitwiseCopyable>) {
        let entries = column.values
        values = entries.indices.map { column.validity[$0] ? Double(entries[$0]) : nil }
    }

    private mutating func readReal(_ column: PrimitiveColumn<some BinaryFloatingPoint & BitwiseCopyable>) {
        let entries = column.values
        values = entries.indices.map { column.validity[$0] ? Double(entries[$0]) : nil }
    }
}
