/// Hashes of a few rows, apart from those of all rows: these loops are not worth what it costs the others to be general.
extension RowHasher {
    /// The hashes of some rows of a column.
    func hashes(of column: Column, rows: [Int]) throws(ColumnError) -> [UInt64] {
        switch column {
        case .null: [UInt64](repeating: missingHash, count: rows.count)
        case .boolean(let values):
            rows.map { values.validity[$0] ? of(UInt64(values[$0].bit)) : missingHash }
        case .int8(let values): integers(values, rows)
        case .int16(let values): integers(values, rows)
        case .int32(let values): integers(values, rows)
        case .int64(let values): integers(values, rows)
        case .uint8(let values): integers(values, rows)
        case .uint16(let values): integers(values, rows)
        case .uint32(let values): integers(values, rows)
        case .uint64(let values): integers(values, rows)
        case .time32(let values, _): integers(values, rows)
        case .time64(let values, _): integers(values, rows)
        case .float32(let values): reals(values, rows)
        case .float64(let values): reals(values, rows)
        case .text(let values):
            rows.map { values.validity[$0] ? ByteHash.of(values[$0], seed: salt) : missingHash }
        case .dictionary(let values): try entries(values, rows)
        case .float16, .decimal: numbers(NumberReader(column), rows)
        }
    }

    private func integers(
        _ column: PrimitiveColumn<some FixedWidthInteger & BitwiseCopyable>, _ rows: [Int]
    ) -> [UInt64] {
        let values = column.values
        return rows.map { column.validity[$0] ? of(UInt64(truncatingIfNeeded: values[$0])) : missingHash }
    }

    private func reals(
        _ column: PrimitiveColumn<some BinaryFloatingPoint & BitwiseCopyable>, _ rows: [Int]
    ) -> [UInt64] {
        let values = column.values
        return rows.map { column.validity[$0] ? of(Double(values[$0])) : missingHash }
    }

    private func numbers(_ values: NumberReader, _ rows: [Int]) -> [UInt64] {
        rows.map { row in values[row].map(of) ?? missingHash }
    }

    /// Only those entries of the dictionary that the rows point to.
    private func entries(_ column: DictionaryColumn, _ rows: [Int]) throws(ColumnError) -> [UInt64] {
        let indices = try column.indices(of: rows)
        var found = try hashes(of: column.values, rows: indices.filter { $0 >= 0 }.map(Int.init)).makeIterator()
        return indices.map { $0 < 0 ? missingHash : found.next() ?? missingHash }
    }
}
