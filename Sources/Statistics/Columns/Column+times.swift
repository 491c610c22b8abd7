extension Column {
    /// What ``decodeTimes(into:)`` writes where there is no time; to pandas it is no time either.
    public static let noTime = Int64.min

    /// Replaces `result` by the rows as nanoseconds since 1970-01-01 UTC, ``noTime`` where there is none.
    ///
    /// Times without a zone count as UTC, dates as their midnight, plain numbers as seconds, and text if it is written as
    /// in ISO 8601. What lies beyond the years 1677 to 2262 becomes their first or last moment.
    ///
    /// - Throws: ``ColumnError/unsupported(_:)`` if the column can hold no times.
    public func decodeTimes(into result: inout [Int64]) throws(ColumnError) {
        switch self {
        case .null(let count): result = [Int64](repeating: Self.noTime, count: count)
        case .time32(let values, let unit): Self.decode(values, tick: unit.nanoseconds, into: &result)
        case .time64(let values, let unit): Self.decode(values, tick: unit.nanoseconds, into: &result)
        case .int32(let values): Self.decode(values, tick: Self.second, into: &result)
        case .int64(let values): Self.decode(values, tick: Self.second, into: &result)
        case .uint32(let values): Self.decode(values, tick: Self.second, into: &result)
        case .uint64(let values): Self.decode(values, tick: Self.second, into: &result)
        case .float32(let values): Self.decodeReal(values, into: &result)
        case .float64(let values): Self.decodeReal(values, into: &result)
        case .text(let values): Self.decode(values, into: &result)
        case .dictionary(let values): try Self.decode(values, into: &result)
        case .boolean, .int8, .int16, .uint8, .uint16, .float16, .decimal:
            throw .unsupported("neither a timestamp, a date, seconds nor text")
        }
    }

    private static let second = ColumnType.TimeUnit.seconds.nanoseconds

    @inline(__always)
    private static func fill(_ result: inout [Int64], _ count: Int, _ validity: Validity, _ time: (Int) -> Int64) {
        let hasNulls = validity.nullCount > 0
        result.removeAll(keepingCapacity: true)
        result.append(addingCapacity: count) { output in
            for row in 0..<count { output.append(hasNulls && !validity[row] ? noTime : time(row)) }
        }
    }

    private static func decode(
        _ column: PrimitiveColumn<some FixedWidthInteger & BitwiseCopyable>, tick: Int64, into result: inout [Int64]
    ) {
        let values = column.values
        fill(&result, column.count, column.validity) { row in
            let value = Int64(clamping: values[row])
            guard value != noTime else { return noTime }
            let (time, overflow) = value.multipliedReportingOverflow(by: tick)
            return overflow ? (value < 0 ? noTime + 1 : .max) : time
        }
    }

    private static func decodeReal(
        _ column: PrimitiveColumn<some BinaryFloatingPoint & BitwiseCopyable>, into result: inout [Int64]
    ) {
        let values = column.values
        fill(&result, column.count, column.validity) { row in
            let time = Double(values[row]) * Double(second)
            guard !time.isNaN else { return noTime }
            return time >= 0x1p63 ? .max : time <= -0x1p63 ? noTime + 1 : Int64(time)
        }
    }

    private static func decode(_ column: TextColumn, into result: inout [Int64]) {
        fill(&result, column.count, column.validity) { TimeNotation.nanoseconds(column[$0]) ?? noTime }
    }

    private static func decode(_ column: DictionaryColumn, into result: inout [Int64]) throws(ColumnError) {
        var entries: [Int64] = []
        try column.values.decodeTimes(into: &entries)
        var indices: [Int32] = []
        try column.decodeIndices(into: &indices)
        result.removeAll(keepingCapacity: true)
        result.append(addingCapacity: indices.count) { output in
            for index in indices { output.append(index < 0 ? noTime : entries[Int(index)]) }
        }
    }
}

extension ColumnType.TimeUnit {
    /// Nanoseconds per tick.
    public var nanoseconds: Int64 {
        switch self {
        case .days: 86_400_000_000_000
        case .seconds: 1_000_000_000
        case .milliseconds: 1_000_000
        case .microseconds: 1000
        case .nanoseconds: 1
        }
    }
}
