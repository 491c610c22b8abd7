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
            let index = Int32(truncatingIfNeeded: values[row])
            guard index >= 0, Int(index) < valueCount, index == values[row] else {
                throw .dictionaryIndex(Int(truncatingIfNeeded: values[row]), count: valueCount)
            }
            result[row] = index
        }
    }
}
