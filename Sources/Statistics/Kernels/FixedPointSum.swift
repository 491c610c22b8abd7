/// A sum of numbers of moderate size that does not depend on their order: an integer in units of 2^-72.
///
/// For the many short sums for which an ``ExactSum`` would be too large. Each term is cut off at 2^-72. Two words, since
/// conversions of `Int128` to and from other types took up to a microsecond each.
struct FixedPointSum: Sendable, Equatable {
    private static let places = 72
    private var high: Int64 = 0
    private var low: UInt64 = 0

    /// The empty sum, which is 0.
    init() {}

    /// Adds a number. Its absolute value must be below 2^32, that of the sum below 2^55.
    @inline(__always)
    mutating func add(_ value: Double) {
        let bits = value.bitPattern
        let biased = Int(truncatingIfNeeded: bits &>> 52 & 0x7FF)
        precondition(biased < 1023 + 32, "terms are below 2^32")
        let significand = bits & (1 << 52 - 1) | (biased == 0 ? 0 : 1 << 52)
        // Smart shifts: 0 where nothing is left.
        let shift = max(biased, 1) - 1075 + Self.places
        let words = (high: significand >> (64 - shift), low: significand << shift)
        if value.sign == .plus {
            let (sum, carry) = low.addingReportingOverflow(words.low)
            low = sum
            high &+= Int64(bitPattern: words.high) &+ (carry ? 1 : 0)
        } else {
            let (difference, borrow) = low.subtractingReportingOverflow(words.low)
            low = difference
            high &-= Int64(bitPattern: words.high) &+ (borrow ? 1 : 0)
        }
    }

    /// The sum as a double, within a rounding.
    var value: Double {
        let isNegative = high < 0
        let magnitudeLow = isNegative ? 0 &- low : low
        let magnitudeHigh = isNegative ? ~high &+ (low == 0 ? 1 : 0) : high
        let magnitude = Double(magnitudeHigh) * 0x1p-8 + Double(magnitudeLow) * 0x1p-72
        return isNegative ? -magnitude : magnitude
    }
}
