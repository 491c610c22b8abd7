/// One merge of two sorted samples, without branches on the data.
///
/// Each step takes the smaller head. What is counted at a step is weighed by whether the pooled value changes there,
/// so ties need no special case.
struct SortedMerge {
    private(set) var distinctCount = 1
    private(set) var maximumRankDifference = 0
    /// Σ |i·m − j·n| · (x' − x) over neighbouring pooled values x < x'.
    private(set) var area = 0.0

    private let reference: SortedSample
    private let current: SortedSample
    /// Values taken from either side so far.
    private var taken = (reference: 0, current: 0)
    /// i·m − j·n.
    private var rankDifference = 0
    private var previous: UInt64
    private var previousValue: Double
    private var areaSum = BlockSum()

    init(_ reference: SortedSample, _ current: SortedSample) {
        self.reference = reference
        self.current = current
        previous = min(reference.keys[0], current.keys[0])
        previousValue = reference.value(of: previous)
    }

    mutating func run() {
        if reference.encoding == .real {
            mergeHeads(decode: OrderedKey.real)
            finish(reference.keys, from: taken.reference, step: current.count, decode: OrderedKey.real)
            finish(current.keys, from: taken.current, step: -reference.count, decode: OrderedKey.real)
        } else {
            mergeHeads { Double(OrderedKey.integer($0)) }
            finish(reference.keys, from: taken.reference, step: current.count) { Double(OrderedKey.integer($0)) }
            finish(current.keys, from: taken.current, step: -reference.count) { Double(OrderedKey.integer($0)) }
        }
        area = areaSum.value
    }

    @inline(__always)
    private mutating func mergeHeads(decode: (UInt64) -> Double) {
        let (leftKeys, rightKeys) = (reference.keys, current.keys)
        let left = leftKeys.span
        let right = rightKeys.span
        let (n, m) = (left.count, right.count)
        var (i, j, difference, widest, distinct) = (0, 0, 0, 0, distinctCount)
        var (last, lastValue) = (previous, previousValue)
        while i < n, j < m {
            var block = 0.0
            var steps = BlockSum.blockLength
            while i < n, j < m, steps > 0 {
                let (a, b) = (left[i], right[j])
                let key = min(a, b)
                let fromLeft = (a <= b).bit
                let value = decode(key)
                let isNew = (key != last).bit
                let width = abs(difference)
                block += Double(width) * (value - lastValue)
                widest = max(widest, width & (0 &- isNew))
                distinct &+= isNew
                difference &+= (m & (0 &- fromLeft)) &- (n & (fromLeft &- 1))
                i &+= fromLeft
                j &+= 1 &- fromLeft
                last = key
                lastValue = value
                steps &-= 1
            }
            areaSum.add(block)
        }
        taken = (i, j)
        (rankDifference, maximumRankDifference, distinctCount) = (difference, widest, distinct)
        (previous, previousValue) = (last, lastValue)
    }

    /// What is left of one side when the other is used up; the difference shrinks with every value.
    @inline(__always)
    private mutating func finish(_ keys: [UInt64], from start: Int, step: Int, decode: (UInt64) -> Double) {
        var block = 0.0
        for index in start..<keys.count {
            let value = decode(keys[index])
            let isNew = (keys[index] != previous).bit
            let width = abs(rankDifference)
            block += Double(width) * (value - previousValue)
            maximumRankDifference = max(maximumRankDifference, width & (0 &- isNew))
            distinctCount &+= isNew
            rankDifference &+= step
            (previous, previousValue) = (keys[index], value)
            if index % BlockSum.blockLength == 0 {
                areaSum.add(block)
                block = 0
            }
        }
        areaSum.add(block)
    }
}
