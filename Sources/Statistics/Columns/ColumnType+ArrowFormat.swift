extension ColumnType {
    /// Reads a format string of the Arrow C data interface, such as `g` or `tsu:UTC`.
    ///
    /// Source: https://arrow.apache.org/docs/format/CDataInterface.html#data-type-description-format-strings
    public init(arrowFormat format: String) {
        if let simple = Self.simpleFormats[format] {
            self = simple
        } else if format.hasPrefix("d:") {
            self = Self.decimal(format.dropFirst(2))
        } else if format.hasPrefix("ts") {
            self = Self.timestamp(format.dropFirst(2))
        } else {
            self = .unsupported(Self.describe(format))
        }
    }

    private static let simpleFormats: [String: ColumnType] = [
        "n": .null, "b": .boolean,
        "c": .int8, "s": .int16, "i": .int32, "l": .int64,
        "C": .uint8, "S": .uint16, "I": .uint32, "L": .uint64,
        "e": .float16, "f": .float32, "g": .float64,
        "u": .utf8, "U": .largeUTF8, "vu": .utf8View,
        "tdD": .date(.days), "tdm": .date(.milliseconds),
    ]

    /// A power of ten beyond this is no number; only damaged files have one.
    private static let largestScale = 308

    /// Precision, scale and, where it is not 128, the width: `19,10` or `9,2,32`.
    private static func decimal(_ parameters: Substring) -> ColumnType {
        let numbers = parameters.split(separator: ",").compactMap { Int($0) }
        let width = numbers.count > 2 ? numbers[2] : 128
        guard numbers.count >= 2, [32, 64, 128, 256].contains(width), abs(numbers[1]) <= largestScale else {
            return .unsupported("decimal(\(parameters))")
        }
        return .decimal(bitWidth: width, scale: numbers[1])
    }

    /// A unit letter, a colon and the zone: `u:UTC`.
    private static func timestamp(_ parameters: Substring) -> ColumnType {
        let units: [Character: TimeUnit] = ["s": .seconds, "m": .milliseconds, "u": .microseconds, "n": .nanoseconds]
        guard let unit = parameters.first.flatMap({ units[$0] }) else {
            return .unsupported("timestamp(\(parameters))")
        }
        return .timestamp(unit, zone: String(parameters.dropFirst(2)))
    }

    private static func describe(_ format: String) -> String {
        switch format.first {
        case "+": format == "+s" ? "a nested type (struct)" : "a nested type (list, map, union or run-end)"
        case "z", "Z", "w": "binary data"
        case "v": "binary data"
        case "t": "a time of day or a duration"
        default: "of an unknown type (Arrow format \"\(format)\")"
        }
    }
}
