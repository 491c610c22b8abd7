/// The exact sum of ascending keys.
///
/// Neighbours of one sign and exponent are added up as integers, which is as fast as adding doubles and rounds nothing.
/// Doubles would be summed at their worst: in ascending order partial sums run far off before they come back.
enum SortedSum {
    /// As many integers of 53 bits fit into 64.
    private static let blockLength = 1 << 11
    private static let fraction: UInt64 = 1 << 52 - 1

    /// The sum of keys of real numbers.
    static func ofReals(_ keys: KeyArray) -> ExactSum {
        var sum = ExactSum()
        var start = 0
        while start < keys.count {
            let end = keys.upperBound(of: keys[start] | fraction, from: start)
            // Negative numbers have all their bits inverted, the others that of the sign only.
            let isNegative = keys[start] >> 63 == 0
            let inversion = isNegative ? UInt64.max : 0
            let exponent = Int(truncatingIfNeeded: ((keys[start] ^ inversion) &>> 52) & 0x7FF)
            let implicit: UInt64 = exponent == 0 ? 0 : 1 << 52
            let magnitude = total(keys, start..<end) { (($0 ^ inversion) & fraction) | implicit }
            sum.add(magnitude, exponent: max(exponent, 1) - 1075, isNegative: isNegative)
            start = end
        }
        keys.releasePages()
        return sum
    }

    /// The sum of keys of integers.
    static func ofIntegers(_ keys: KeyArray) -> ExactSum {
        var sum = ExactSum()
        sum.add(total(keys, keys.indices) { $0 &>> 32 }, exponent: 32, isNegative: false)
        sum.add(total(keys, keys.indices) { $0 & 0xFFFF_FFFF }, exponent: 0, isNegative: false)
        // A key is the integer plus 2^63.
        sum.add(UInt128(keys.count), exponent: 63, isNegative: true)
        keys.releasePages()
        return sum
    }

    /// The sum of a term of at most 53 bits for each key.
    @inline(__always)
    private static func total(_ keys: KeyArray, _ places: Range<Int>, of term: (UInt64) -> UInt64) -> UInt128 {
        var total: UInt128 = 0
        let span = keys.span
        for start in stride(from: places.lowerBound, to: places.upperBound, by: blockLength) {
            var block: UInt64 = 0
            for index in start..<min(start + blockLength, places.upperBound) { block &+= term(span[index]) }
            total += UInt128(block)
            if start % KeyArray.blockLength < blockLength { keys.releasePages() }
        }
        return total
    }
}
