/// The area between the quantile functions of two sorted samples, ∫ |F⁻¹(u) − G⁻¹(u)| du, which is that between their
/// distribution functions (Vallender 1974), in the unit of the values.
///
/// The values stand in their order beside each other, so nothing is compared: a third of what a merge costs. In units
/// of 1 / (n·m), a value of a sample of n is as wide as m; one of the larger sample meets at most two of the smaller.
struct QuantileDifference {
    let area: Double

    /// Measures two samples of one encoding, neither of which is empty.
    init(_ reference: SortedSample, _ current: SortedSample) {
        let isOrdered = reference.count >= current.count
        let (larger, smaller) = isOrdered ? (reference, current) : (current, reference)
        let total =
            larger.encoding == .real
            ? Self.total(larger.keys, smaller.keys, decode: OrderedKey.real)
            : Self.total(larger.keys, smaller.keys) { Double(OrderedKey.integer($0)) }
        area = total / (Double(larger.count) * Double(smaller.count))
    }

    /// Σ width · |x − y| over all places where neither changes.
    @inline(__always)
    private static func total(_ larger: KeyArray, _ smaller: KeyArray, decode: (UInt64) -> Double) -> Double {
        let (left, right) = (larger.span, smaller.span)
        let (width, step) = (right.count, left.count)
        var sum = BlockSum()
        // The value of the smaller sample, and how much of it is left.
        var (place, rest) = (0, step)
        for start in stride(from: 0, to: left.count, by: BlockSum.blockLength) {
            var (first, second) = (0.0, 0.0)
            for index in start..<min(start + BlockSum.blockLength, left.count) {
                let next = min(place &+ 1, width &- 1)
                let value = decode(left[index])
                // Both samples are as wide in all, so the last value lasts to the end.
                let (here, beyond) = unsafe (decode(right[unchecked: place]), decode(right[unchecked: next]))
                let overhang = max(0, width &- rest)
                first += Double(width &- overhang) * abs(value - here)
                second += Double(overhang) * abs(value - beyond)
                let isUsedUp = (rest <= width).bit
                place &+= isUsedUp
                rest &+= (step & (0 &- isUsedUp)) &- width
            }
            sum.add(first)
            sum.add(second)
            if start % KeyArray.blockLength == 0 {
                larger.releasePages()
                smaller.releasePages()
            }
        }
        larger.releasePages()
        smaller.releasePages()
        return sum.value
    }
}
