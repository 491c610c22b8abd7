/// The type of a column as its file declares it.
public indirect enum ColumnType: Sendable, Hashable {
    case null
    case boolean
    case int8, int16, int32, int64, uint8, uint16, uint32, uint64
    case float16, float32, float64
    /// A fixed-point number of 32, 64, 128 or 256 bits; its value is the integer divided by 10^scale.
    case decimal(bitWidth: Int, scale: Int)
    /// UTF-8 with 32-bit offsets, 64-bit offsets, or as views.
    case utf8, largeUTF8, utf8View
    case date(TimeUnit)
    /// A point in time since 1970-01-01; the zone is empty for local time.
    case timestamp(TimeUnit, zone: String)
    case dictionary(index: ColumnType, values: ColumnType)
    /// Anything that no check can use; the text says what it is.
    case unsupported(String)

    /// The length of one tick of a date or timestamp.
    public enum TimeUnit: Sendable, Hashable {
        case days, seconds, milliseconds, microseconds, nanoseconds

        /// Seconds per tick.
        public var seconds: Double {
            switch self {
            case .days: 86_400
            case .seconds: 1
            case .milliseconds: 1e-3
            case .microseconds: 1e-6
            case .nanoseconds: 1e-9
            }
        }
    }

    /// Why the column cannot be read, or nil where it can.
    public var unsupportedReason: String? {
        switch self {
        case .unsupported(let reason): reason
        case .dictionary(_, let values): values.unsupportedReason
        default: nil
        }
    }
}
