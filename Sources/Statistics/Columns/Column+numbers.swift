extension Column {
    /// Replaces `result` by the rows as doubles, NaN where there is no value; points in time count in seconds.
    ///
    /// For what reads several columns row by row. Integers beyond 2^53 are rounded.
    ///
    /// - Throws: ``ColumnError/unsupported(_:)`` if the column holds no numbers.
    func decodeNumbers(into result: inout [Double]) throws(ColumnError) {
        switch self {
        case .null(let count): result = [Double](repeating: .nan, count: count)
        case .boolean(let values): Self.fill(&result, values.count, values.validity) { Double(values[$0].bit) }
        case .int8(let values): Self.decode(values, into: &result)
        case .int16(let values): Self.decode(values, into: &result)
        case .int32(let values): Self.decode(values, into: &result)
        case .int64(let values): Self.decode(values, into: &result)
        case .uint8(let values): Self.decode(values, into: &result)
        case .uint16(let values): Self.decode(values, into: &result)
        case .uint32(let values): Self.decode(values, into: &result)
        case .uint64(let values): Self.decode(values, into: &result)
        case .float32(let values): Self.decodeReal(values, into: &result)
        case .float64(let values): Self.decodeReal(values, into: &result)
        case .time32(let values, let unit): Self.decode(values, into: &result, times: unit.seconds)
        case .time64(let values, let unit): Self.decode(values, into: &result, times: unit.seconds)
        case .float16, .decimal:
            let numbers = NumberReader(self)
            result = (0..<numbers.count).map { numbers[$0] ?? .nan }
        case .dictionary(let values): try Self.decode(values, into: &result)
        case .text: throw .unsupported("text")
        }
    }

    /// Replaces `result` by a number for each row, keeping its memory.
    @inline(__always)
    private static func fill(
        _ result: inout [Double], _ count: Int, _ validity: Validity, _ value: (Int) -> Double
    ) {
        let hasNulls = validity.nullCount > 0
        result.removeAll(keepingCapacity: true)
        result.append(addingCapacity: count) { output in
            for row in 0..<count { output.append(hasNulls && !validity[row] ? .nan : value(row)) }
        }
    }

    private static func decode(
        _ column: PrimitiveColumn<some FixedWidthInteger & BitwiseCopyable>, into result: inout [Double],
        times unit: Double = 1
    ) {
        let values = column.values
        fill(&result, column.count, column.validity) { Double(values[$0]) * unit }
    }

    private static func decodeReal(
        _ column: PrimitiveColumn<some BinaryFloatingPoint & BitwiseCopyable>, into result: inout [Double]
    ) {
        let values = column.values
        fill(&result, column.count, column.validity) { Double(values[$0]) }
    }

    private static func decode(_ column: DictionaryColumn, into result: inout [Double]) throws(ColumnError) {
        var entries = NumericalEntries()
        try entries.read(column.values)
        var indices: [Int32] = []
        try column.decodeIndices(into: &indices)
        result.removeAll(keepingCapacity: true)
        result.append(addingCapacity: indices.count) { output in
            for index in indices { output.append(index < 0 ? .nan : entries.values[Int(index)] ?? .nan) }
        }
    }
}
