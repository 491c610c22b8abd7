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
    private(set) var distinctCount: Int
    private(set) var maximumRankDifference = 0

    init(_ stretch: MergeStretch, n: Int, m: Int) {
        (i, iEnd) = (stretch.reference.lowerBound, stretch.reference.upperBound)
        (j, jEnd) = (stretch.current.lowerBound, stretch.current.upperBound)
        rankDifference = i * m - j * n
        last = stretch.last
        // The first value of all counts as seen, if the stretch has one.
        distinctCount = stretch.isFirst && !(stretch.reference.isEmpty && stretch.current.isEmpty) ? 1 : 0
    }

    /// Steps that can be made before one of the sides may be used up.
    var safeSteps: Int { min(iEnd - i, jEnd - j) }

    /// Takes the smaller head; both sides must have one.
    @inline(__always)
    mutating func step(_ left: borrowing Span<UInt64>, _ right: borrowing Span<UInt64>, n: Int, m: Int) {
        let (a, b) = unsafe (left[unchecked: i], right[unchecked: j])
        let fromLeft = (a <= b).bit
        pass(min(a, b))
        rankDifference &+= (m & (0 &- fromLeft)) &- (n & (fromLeft &- 1))
        i &+= fromLeft
        j &+= 1 &- fromLeft
    }

    /// Goes on to the end, when not all lanes can go on together; says false if `steps` were not enough.
    @inline(__always)
    mutating func finish(
        _ left: borrowing Span<UInt64>, _ right: borrowing Span<UInt64>, n: Int, m: Int, steps: Int
    ) -> Bool {
        for _ in 0..<min(safeSteps, steps) { step(left, right, n: n, m: m) }
        if safeSteps > 0 { return false }
        for place in i..<min(iEnd, i + steps) {
            pass(left[place])
            rankDifference &+= m
        }
        i = min(iEnd, i + steps)
        for place in j..<min(jEnd, j + steps) {
            pass(right[place])
            rankDifference &-= n
        }
        j = min(jEnd, j + steps)
        return i == iEnd && j == jEnd
    }

    @inline(__always)
    private mutating func pass(_ key: UInt64) {
        let isNew = (key != last).bit
        maximumRankDifference = max(maximumRankDifference, abs(rankDifference) & (0 &- isNew))
        distinctCount &+= isNew
        last = key
    }
}
