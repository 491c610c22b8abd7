extension DictionaryColumn {
    /// Replaces `result` by the index of each row, -1 where there is no value.
    ///
    /// - Throws: ``ColumnError/dictionaryIndex(_:count:)`` if one lies outside the dictionary.
    func decodeIndices(into result: inout [Int32]) throws(ColumnError) {
        switch indices {
        case .int8(let column): try decode(column, into: &result)
        case .int16(let column): try decode(column, into: &result)
        case .int32(let column): try decode(column, into: &result)
        case .int64(let column): try decode(column, into: &result)
        case .uint8(let column): try decode(column, into: &result)
        case .uint16(let column): try decode(column, into: &result)
        case .uint32(let column): try decode(column, into: &result)
        case .uint64(let column): try decode(column, into: &result)
        }
    }

    private func decode(
        _ column: PrimitiveColumn<some FixedWidthInteger & BitwiseCopyable>, into result: inout [Int32]
    ) throws(ColumnError) {
        result = [Int32](repeating: -1, count: column.count)
        let values = column.values
        let hasNulls = column.validity.nullCount > 0
        for row in values.indices where !hasNulls || column.validity[row] {
            result[row] = try checked(values[row])
        }
    }

    /// The indices of some rows, -1 where there is no value.
    ///
    /// - Throws: ``ColumnError/dictionaryIndex(_:count:)`` if one of them lies outside the dictionary.
    func indices(of rows: [Int]) throws(ColumnError) -> [Int32] {
        switch indices {
        case .int8(let column): try decode(column, rows)
        case .int16(let column): try decode(column, rows)
        case .int32(let column): try decode(column, rows)
        case .int64(let column): try decode(column, rows)
        case .uint8(let column): try decode(column, rows)
        case .uint16(let column): try decode(column, rows)
        case .uint32(let column): try decode(column, rows)
        case .uint64(let column): try decode(column, rows)
        }
    }

    private func decode(
        _ column: PrimitiveColumn<some FixedWidthInteger & BitwiseCopyable>, _ rows: [Int]
    ) throws(ColumnError) -> [Int32] {
        let values = column.values
        var result: [Int32] = []
        for row in rows { result.append(column.validity[row] ? try checked(values[row]) : -1) }
        return result
    }

    @inline(__always)
    private func checked(_ value: some FixedWidthInteger) throws(ColumnError) -> Int32 {
        let index = Int32(truncatingIfNeeded: value)
        guard index >= 0, Int(index) < valueCount, index == value else {
            throw .dictionaryIndex(Int(truncatingIfNeeded: value), count: valueCount)
        }
        return index
    }
}
