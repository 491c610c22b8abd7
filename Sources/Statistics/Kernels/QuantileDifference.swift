import RealModule

/// The area between the quantile functions of two sorted samples, ∫ |F⁻¹(u) − G⁻¹(u)| du, which is that between their
/// distribution functions (Vallender 1974), in the unit of the values.
///
/// The values stand in their order beside each other, so nothing is compared: a third of what a merge costs, and less
/// where both samples are of one size.
struct QuantileDifference {
    let area: Double

    /// Measures two samples of one encoding, neither of which is empty.
    init(_ reference: SortedSample, _ current: SortedSample) {
        area =
            reference.encoding == .real
            ? Self.area(reference.keys, current.keys, decode: OrderedKey.real)
            : Self.area(reference.keys, current.keys) { Double(OrderedKey.integer($0)) }
    }

    @inline(__always)
    private static func area(_ left: KeyArray, _ right: KeyArray, decode: (UInt64) -> Double) -> Double {
        if left.count == right.count { return paired(left, right, decode: decode) / Double(left.count) }
        let (larger, smaller) = left.count > right.count ? (left, right) : (right, left)
        return overlapping(larger, smaller, decode: decode) / (Double(larger.count) * Double(smaller.count))
    }

    /// Σ |x − y| over the values of one place.
    @inline(__always)
    private static func paired(_ leftKeys: KeyArray, _ rightKeys: KeyArray, decode: (UInt64) -> Double) -> Double {
        let (left, right) = (leftKeys.span, rightKeys.span)
        var sum = BlockSum()
        for start in stride(from: 0, to: left.count, by: BlockSum.blockLength) {
            var block = 0.0
            for index in start..<min(start + BlockSum.blockLength, left.count) {
                block = Relaxed.sum(block, abs(decode(left[index]) - decode(right[index])))
            }
            sum.add(block)
            release(leftKeys, rightKeys, after: start)
        }
        return sum.value
    }

    /// Σ width · |x − y| over all stretches on which neither quantile changes. In units of 1 / (n·m) a value of a sample
    /// of n is as wide as m, so one of the larger sample meets at most two of the smaller.
    @inline(__always)
    private static func overlapping(_ larger: KeyArray, _ smaller: KeyArray, decode: (UInt64) -> Double) -> Double {
        let (left, right) = (larger.span, smaller.span)
        let (width, step) = (right.count, left.count)
        let wholeWidth = Double(width)
        var sum = BlockSum()
        // The place in the smaller sample, and how much of its value is left. Both samples are as wide in all, so the
        // last value lasts to the end.
        var (place, rest) = (0, step)
        for start in stride(from: 0, to: left.count, by: BlockSum.blockLength) {
            var (first, second) = (0.0, 0.0)
            for index in start..<min(start + BlockSum.blockLength, left.count) {
                let next = min(place &+ 1, width &- 1)
                let value = decode(left[index])
                let (here, beyond) = unsafe (decode(right[unchecked: place]), decode(right[unchecked: next]))
                let overhang = Double(max(0, width &- rest))
                first += (wholeWidth - overhang) * abs(value - here)
                second += overhang * abs(value - beyond)
                let isUsedUp = (rest <= width).bit
                place &+= isUsedUp
                rest &+= (step & (0 &- isUsedUp)) &- width
            }
            sum.add(first)
            sum.add(second)
            release(larger, smaller, after: start)
        }
        return sum.value
    }

    private static func release(_ left: KeyArray, _ right: KeyArray, after start: Int) {
        guard start % KeyArray.blockLength == 0 || start + BlockSum.blockLength >= max(left.count, right.count) else {
            return
        }
        left.releasePages()
        right.releasePages()
    }
}
