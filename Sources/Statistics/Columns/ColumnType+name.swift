extension ColumnType: CustomStringConvertible {
    /// The type as a user knows it, such as `int64`, `string` or `timestamp[us, UTC]`; how strings are stored is no part
    /// of it.
    public var description: String {
        switch self {
        case .null: "null"
        case .boolean: "boolean"
        case .int8: "int8"
        case .int16: "int16"
        case .int32: "int32"
        case .int64: "int64"
        case .uint8: "uint8"
        case .uint16: "uint16"
        case .uint32: "uint32"
        case .uint64: "uint64"
        case .float16: "float16"
        case .float32: "float32"
        case .float64: "float64"
        case .decimal(let width, let scale): "decimal\(width)[\(scale)]"
        case .utf8, .largeUTF8, .utf8View: "string"
        case .date(let unit): "date[\(unit.symbol)]"
        case .timestamp(let unit, ""): "timestamp[\(unit.symbol)]"
        case .timestamp(let unit, let zone): "timestamp[\(unit.symbol), \(zone)]"
        case .dictionary(_, let values): values.description
        case .unsupported(let what): what
        }
    }

    /// What the values are, however they are stored; nil where there are none.
    public var family: Family? {
        switch self {
        case .null: nil
        case .boolean: .boolean
        case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64, .float16, .float32, .float64, .decimal:
            .number
        case .utf8, .largeUTF8, .utf8View: .text
        case .date, .timestamp: .time
        case .dictionary(_, let values): values.family
        case .unsupported(let what): .other(what)
        }
    }

    /// What the values of a column are.
    public enum Family: Sendable, Hashable {
        case boolean, number, text, time
        /// What no check can use.
        case other(String)
    }
}

extension ColumnType.TimeUnit {
    /// The unit as Arrow abbreviates it.
    fileprivate var symbol: String {
        switch self {
        case .days: "d"
        case .seconds: "s"
        case .milliseconds: "ms"
        case .microseconds: "us"
        case .nanoseconds: "ns"
        }
    }
}
