/// Sorts unsigned keys by least-significant-digit radix passes.
///
/// One read counts all eight digits; digits that are equal everywhere are skipped. Of more than five digits that
/// vary, the top five are sorted by radix and what is left by insertion, unless the keys are so lumpy that radix
/// over the remaining digits is cheaper.
enum RadixSort {
    private static let digits = 8
    private static let topDigits = 5

    /// Sorts `keys` in place; `scratch` is memory to reuse between calls.
    static func sort(_ keys: inout [UInt64], scratch: inout [UInt64]) {
        guard keys.count > 256 else { return keys.sort() }
        fit(&scratch, to: keys.count)
        let histogram = histogram(of: keys)
        let varying = (0..<digits).filter { !isConstant(histogram, digit: $0, count: keys.count) }
        let top = varying.suffix(topDigits)
        pass(over: top, histogram: histogram, keys: &keys, scratch: &scratch)
        guard varying.count > topDigits, !insertionFinished(&keys) else { return }
        pass(over: varying[...], histogram: histogram, keys: &keys, scratch: &scratch)
    }

    /// Keys and scratch change places with every pass, so they must be of one length. Memory is kept where it can be:
    /// the first touch of a page costs more than sorting what is on it.
    private static func fit(_ scratch: inout [UInt64], to count: Int) {
        if scratch.count > count {
            scratch.removeLast(scratch.count - count)
        } else if scratch.capacity >= count {
            scratch.append(contentsOf: repeatElement(0, count: count - scratch.count))
        } else {
            scratch = []
            scratch = [UInt64](repeating: 0, count: count)
        }
    }

    private static func histogram(of keys: [UInt64]) -> [Int] {
        var histogram = [Int](repeating: 0, count: digits * 256)
        var counts = histogram.mutableSpan
        for key in keys {
            for digit in 0..<digits {
                let bucket = digit &* 256 &+ Int(truncatingIfNeeded: (key &>> UInt64(digit &* 8)) & 0xFF)
                unsafe counts[unchecked: bucket] &+= 1
            }
        }
        return histogram
    }

    private static func isConstant(_ histogram: [Int], digit: Int, count: Int) -> Bool {
        histogram[digit * 256..<digit * 256 + 256].contains(count)
    }

    private static func pass(
        over digits: ArraySlice<Int>, histogram: [Int], keys: inout [UInt64], scratch: inout [UInt64]
    ) {
        for digit in digits {
            var positions = [Int](repeating: 0, count: 256)
            var position = 0
            for bucket in 0..<256 {
                positions[bucket] = position
                position += histogram[digit * 256 + bucket]
            }
            scatter(keys, into: &scratch, by: UInt64(digit * 8), positions: &positions)
            swap(&keys, &scratch)
        }
    }

    private static func scatter(
        _ keys: [UInt64], into scratch: inout [UInt64], by shift: UInt64, positions: inout [Int]
    ) {
        precondition(scratch.count >= keys.count)
        let source = keys.span
        var target = scratch.mutableSpan
        var next = positions.mutableSpan
        for index in source.indices {
            let key = source[index]
            let bucket = Int(truncatingIfNeeded: (key &>> shift) & 0xFF)
            let position = unsafe next[unchecked: bucket]
            target[position] = key
            unsafe next[unchecked: bucket] = position &+ 1
        }
    }

    /// Sorts keys that are sorted but for their lowest digits; gives up after as many moves as radix would cost.
    private static func insertionFinished(_ keys: inout [UInt64]) -> Bool {
        var budget = keys.count * 4
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
