/// Sorts unsigned keys by least-significant-digit radix passes.
///
/// Digits that are equal everywhere are skipped. Of more than five digits that vary, the top five are sorted by radix
/// and what is left by insertion, unless the keys are so lumpy that radix over all of them is cheaper.
enum RadixSort {
    private static let digits = 8
    private static let topDigits = 5
    /// Fewer keys than this are sorted by insertion alone.
    private static let fewest = 64

    /// Sorts `keys` in place; takes as much memory again while it runs.
    static func sort(_ keys: inout KeyArray) {
        if keys.count < fewest, insertionFinished(&keys) { return }
        let varying = varyingDigits(of: keys)
        guard !varying.isEmpty else { return }
        var scratch = KeyArray(capacity: keys.capacity)
        scratch.setCount(keys.count)
        pass(over: varying.suffix(topDigits), keys: &keys, scratch: &scratch)
        guard varying.count > topDigits, !insertionFinished(&keys) else { return }
        pass(over: varying[...], keys: &keys, scratch: &scratch)
    }

    /// The digits, lowest first, in which not all keys are equal.
    private static func varyingDigits(of keys: KeyArray) -> [Int] {
        let span = keys.span
        let first = span[0]
        var difference: UInt64 = 0
        for index in span.indices { difference |= span[index] ^ first }
        return (0..<digits).filter { (difference &>> UInt64($0 * 8)) & 0xFF != 0 }
    }

    /// How many keys have each value of each of the given digits: 256 counts for each.
    private static func histogram(of keys: KeyArray, digits: ArraySlice<Int>) -> [Int] {
        var histogram = [Int](repeating: 0, count: digits.count * 256)
        var counts = histogram.mutableSpan
        let span = keys.span
        let lowest = UInt64((digits.first ?? 0) * 8)
        let isRun = (digits.last ?? 0) - (digits.first ?? 0) + 1 == digits.count
        if isRun, digits.count == topDigits {
            // The usual case, unrolled by the compiler: neighbouring digits, a fixed number of them.
            for index in span.indices {
                let key = span[index] &>> lowest
                for digit in 0..<topDigits {
                    let bucket = digit &* 256 &+ Int(truncatingIfNeeded: (key &>> UInt64(digit &* 8)) & 0xFF)
                    unsafe counts[unchecked: bucket] &+= 1
                }
            }
        } else {
            for (place, digit) in digits.enumerated() {
                for index in span.indices {
                    counts[place * 256 + Int(truncatingIfNeeded: (span[index] &>> UInt64(digit * 8)) & 0xFF)] &+= 1
                }
            }
        }
        return histogram
    }

    private static func pass(over digits: ArraySlice<Int>, keys: inout KeyArray, scratch: inout KeyArray) {
        let histogram = histogram(of: keys, digits: digits)
        for (place, digit) in digits.enumerated() {
            var positions = [Int](repeating: 0, count: 256)
            var position = 0
            for bucket in 0..<256 {
                positions[bucket] = position
                position += histogram[place * 256 + bucket]
            }
            scatter(keys, into: &scratch, by: UInt64(digit * 8), positions: &positions)
            swap(&keys, &scratch)
        }
    }

    private static func scatter(
        _ keys: KeyArray, into scratch: inout KeyArray, by shift: UInt64, positions: inout [Int]
    ) {
        precondition(scratch.count >= keys.count)
        let source = keys.span
        var target = scratch.mutableSpan
        var next = positions.mutableSpan
        for index in source.indices {
            let key = source[index]
            let bucket = Int(truncatingIfNeeded: (key &>> shift) & 0xFF)
            // Positions count up from the sums of the histogram of these very keys, so they stay below the count.
            let position = unsafe next[unchecked: bucket]
            unsafe target[unchecked: position] = key
            unsafe next[unchecked: bucket] = position &+ 1
        }
    }

    /// Sorts keys that are sorted but for their lowest digits; gives up after as many moves as radix would cost.
    private static func insertionFinished(_ keys: inout KeyArray) -> Bool {
        guard keys.count > 1 else { return true }
        var budget = keys.count < fewest ? .max : keys.count * 4
        var span = keys.mutableSpan
        for index in 1..<span.count {
            let key = span[index]
            var hole = index
            while hole > 0, span[hole - 1] > key {
                span[hole] = span[hole - 1]
                hole -= 1
            }
            span[hole] = key
            budget -= index - hole
            if budget < 0 { return false }
        }
        return true
    }
}
