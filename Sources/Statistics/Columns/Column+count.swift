extension Column {
    /// The number of rows.
    public var count: Int {
        switch self {
        case .null(let count): count
        case .boolean(let values): values.count
        case .int8(let values): values.count
        case .int16(let values): values.count
        case .int32(let values), .time32(let values, _): values.count
        case .int64(let values), .time64(let values, _): values.count
        case .uint8(let values): values.count
        case .uint16(let values), .float16(let values): values.count
        case .uint32(let values): values.count
        case .uint64(let values): values.count
        case .float32(let values): values.count
        case .float64(let values): values.count
        case .decimal(let values): values.count
        case .text(let values): values.count
        case .dictionary(let values): values.count
        }
    }
}

extension DictionaryColumn {
    /// The number of rows.
    var count: Int {
        switch indices {
        case .int8(let values): values.count
        case .int16(let values): values.count
        case .int32(let values): values.count
        case .int64(let values): values.count
        case .uint8(let values): values.count
        case .uint16(let values): values.count
        case .uint32(let values): values.count
        case .uint64(let values): values.count
        }
    }
}
