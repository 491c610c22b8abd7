/// One more merge of two sorted samples, in four lanes, for everything that needs ranks: made only for the tests that
/// ask for it, because it costs about three times as much as ``SortedMerge``.
struct RankMerge {
    private(set) var totals = RankSums.Totals()

    /// - Parameter hasTies: Whether a value may occur more than once.
    init(_ reference: SortedSample, _ current: SortedSample, hasTies: Bool) {
        if reference.encoding == .real {
            merge(reference, current, hasTies: hasTies, decode: OrderedKey.real)
        } else {
            merge(reference, current, hasTies: hasTies) { Double(OrderedKey.integer($0)) }
        }
    }

    @inline(__always)
    private mutating func merge(
        _ reference: SortedSample, _ current: SortedSample, hasTies: Bool, decode: (UInt64) -> Double
    ) {
        // Two loops, so that the one without ties has no trace of them.
        if hasTies {
            mergeLanes(reference, current, hasTies: true, decode: decode)
        } else {
            mergeLanes(reference, current, hasTies: false, decode: decode)
        }
    }

    @inline(__always)
    private mutating func mergeLanes(
        _ reference: SortedSample, _ current: SortedSample, hasTies: Bool, decode: (UInt64) -> Double
    ) {
        let (leftKeys, rightKeys) = (reference.keys, current.keys)
        let (left, right) = (leftKeys.span, rightKeys.span)
        let (n, m) = (left.count, right.count)
        var lanes = MergeStretch.of(leftKeys, rightKeys).map { RankLane($0, n: n, m: m, lastValue: decode($0.last)) }
        if lanes.count == 4 {
            var (a, b, c, d) = (lanes[0], lanes[1], lanes[2], lanes[3])
            var steps = min(a.safeSteps, b.safeSteps, c.safeSteps, d.safeSteps, BlockSum.blockLength)
            var unreleased = 0
            while steps > 0 {
                unreleased += steps
                if unreleased >= KeyArray.blockLength {
                    leftKeys.releasePages()
                    rightKeys.releasePages()
                    unreleased = 0
                }
                for _ in 0..<steps {
                    a.step(left, right, hasTies: hasTies, decode: decode)
                    b.step(left, right, hasTies: hasTies, decode: decode)
                    c.step(left, right, hasTies: hasTies, decode: decode)
                    d.step(left, right, hasTies: hasTies, decode: decode)
                }
                a.closeBlock()
                b.closeBlock()
                c.closeBlock()
                d.closeBlock()
                steps = min(a.safeSteps, b.safeSteps, c.safeSteps, d.safeSteps, BlockSum.blockLength)
            }
            lanes = [a, b, c, d]
        }
        for var lane in lanes {
            while !lane.finish(left, right, hasTies: hasTies, decode: decode, steps: KeyArray.blockLength) {
                leftKeys.releasePages()
                rightKeys.releasePages()
            }
            totals.add(lane.sums)
        }
        leftKeys.releasePages()
        rightKeys.releasePages()
    }
}
