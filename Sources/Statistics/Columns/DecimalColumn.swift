/// A column of fixed-point numbers, read as doubles.
public struct DecimalColumn: Sendable {
    /// Which rows have a value.
    public var validity: Validity { words.validity }
    /// The number of rows.
    public let count: Int
    /// Little-endian 32-bit words, `wordsPerValue` for each row.
    private let words: PrimitiveColumn<UInt32>
    private let wordsPerValue: Int
    private let divisor: Double

    init(_ slice: ArrowSlice, bitWidth: Int, scale: Int) throws(ColumnError) {
        wordsPerValue = bitWidth / 32
        count = slice.count
        words = try PrimitiveColumn(slice, valuesPerRow: wordsPerValue)
        divisor = Self.powerOfTen(scale)
    }

    /// The value at `row`, correctly rounded where the unscaled integer fits 53 bits.
    public subscript(row: Int) -> Double {
        let values = words.values
        let first = row * wordsPerValue
        let isNegative = values[first + wordsPerValue - 1] >> 31 == 1
        var magnitude = 0.0
        var borrow: UInt32 = isNegative ? 1 : 0
        var place = 1.0
        for index in first..<first + wordsPerValue {
            var word = values[index]
            if isNegative {
                // Two's complement: invert and add one, carrying from word to word.
                let (sum, carried) = (~word).addingReportingOverflow(borrow)
                word = sum
                borrow = carried ? 1 : 0
            }
            magnitude += Double(word) * place
            place *= 0x1p32
        }
        return (isNegative ? -magnitude : magnitude) / divisor
    }

    private static func powerOfTen(_ exponent: Int) -> Double {
        (0..<exponent.magnitude).reduce(1.0) { power, _ in exponent < 0 ? power / 10 : power * 10 }
    }
}
