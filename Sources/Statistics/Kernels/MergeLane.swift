/// A stretch of values of two sorted samples that are merged, without branches on the data.
///
/// Each step takes the smaller head. What is counted at a step is weighed by whether the pooled value changes there,
/// so ties need no special case.
struct MergeLane {
    /// Where the lane is and where it ends, in reference and current.
    private(set) var i: Int
    private(set) var j: Int
    private let iEnd: Int
    private let jEnd: Int
    /// i·m − j·n.
    private var rankDifference: Int
    private var last: UInt64
    private var lastValue: Double
    private(set) var distinctCount: Int
    private(set) var maximumRankDifference = 0
    private var block = 0.0
    private var blocks = BlockSum()

    init(_ stretch: MergeStretch, n: Int, m: Int, lastValue: Double) {
        (i, iEnd) = (stretch.reference.lowerBound, stretch.reference.upperBound)
        (j, jEnd) = (stretch.current.lowerBound, stretch.current.upperBound)
        rankDifference = i * m - j * n
        last = stretch.last
        self.lastValue = lastValue
        // The first value of all counts as seen, if the stretch has one.
        distinctCount = stretch.isFirst && !(stretch.reference.isEmpty && stretch.current.isEmpty) ? 1 : 0
    }

    /// Steps that can be made before one of the sides may be used up.
    var safeSteps: Int { min(iEnd - i, jEnd - j) }

    /// Σ |i·m − j·n| · (x' − x) over neighbouring pooled values x < x'.
    var area: Double {
        var sum = blocks
        sum.add(block)
        return sum.value
    }

    /// Closes a block of the sum.
    mutating func closeBlock() {
        blocks.add(block)
        block = 0
    }

    /// Takes the smaller head; both sides must have one.
    @inline(__always)
    mutating func step(
        _ left: borrowing Span<UInt64>, _ right: borrowing Span<UInt64>, n: Int, m: Int, decode: (UInt64) -> Double
    ) {
        let (a, b) = unsafe (left[unchecked: i], right[unchecked: j])
        let fromLeft = (a <= b).bit
        pass(min(a, b), decode: decode)
        rankDifference &+= (m & (0 &- fromLeft)) &- (n & (fromLeft &- 1))
        i &+= fromLeft
        j &+= 1 &- fromLeft
    }

    /// Goes on to the end, when not all lanes can go on together; says false if `steps` were not enough.
    @inline(__always)
    mutating func finish(
        _ left: borrowing Span<UInt64>, _ right: borrowing Span<UInt64>, n: Int, m: Int, decode: (UInt64) -> Double,
        steps: Int
    ) -> Bool {
        for _ in 0..<min(safeSteps, steps) { step(left, right, n: n, m: m, decode: decode) }
        closeBlock()
        if safeSteps > 0 { return false }
        for place in i..<min(iEnd, i + steps) {
            pass(left[place], decode: decode)
            rankDifference &+= m
            if place % BlockSum.blockLength == 0 { closeBlock() }
        }
        i = min(iEnd, i + steps)
        for place in j..<min(jEnd, j + steps) {
            pass(right[place], decode: decode)
            rankDifference &-= n
            if place % BlockSum.blockLength == 0 { closeBlock() }
        }
        j = min(jEnd, j + steps)
        return i == iEnd && j == jEnd
    }

    @inline(__always)
    private mutating func pass(_ key: UInt64, decode: (UInt64) -> Double) {
        let value = decode(key)
        let isNew = (key != last).bit
        let width = abs(rankDifference)
        block += Double(width) * (value - lastValue)
        maximumRankDifference = max(maximumRankDifference, width & (0 &- isNew))
        distinctCount &+= isNew
        (last, lastValue) = (key, value)
    }
}
