/// A stretch of values of two sorted samples that are merged for their ranks, without branches on the data.
///
/// Values that are equal form a group: f of the reference and g of the current data, l = f + g, with i and j values
/// before them. A group is counted when the next one begins; until then what is computed of it is masked out.
struct RankLane {
    private var i: Int
    private var j: Int
    private let iEnd: Int
    private let jEnd: Int
    /// i·m − j·n.
    private var rankDifference: Int
    /// Where the group began that is not counted yet, and i·m − j·n there.
    private var groupI: Int
    private var groupJ: Int
    private var groupDifference: Int
    private var last: UInt64
    private var lastValue: Double
    private let n: Int
    private let m: Int
    private var block = RankSums.Terms()
    private(set) var sums = RankSums.Totals()

    init(_ stretch: MergeStretch, n: Int, m: Int, lastValue: Double) {
        (i, iEnd) = (stretch.reference.lowerBound, stretch.reference.upperBound)
        (j, jEnd) = (stretch.current.lowerBound, stretch.current.upperBound)
        rankDifference = i * m - j * n
        (groupI, groupJ, groupDifference) = (i, j, rankDifference)
        (last, self.lastValue) = (stretch.last, lastValue)
        (self.n, self.m) = (n, m)
    }

    /// Steps that can be made before one of the sides may be used up.
    var safeSteps: Int { min(iEnd - i, jEnd - j) }

    /// Closes a block of the sums.
    mutating func closeBlock() {
        sums.add(block)
        block = RankSums.Terms()
    }

    /// Takes the smaller head; both sides must have one.
    @inline(__always)
    mutating func step(
        _ left: borrowing Span<UInt64>, _ right: borrowing Span<UInt64>, hasTies: Bool, decode: (UInt64) -> Double
    ) {
        let (a, b) = unsafe (left[unchecked: i], right[unchecked: j])
        let fromLeft = (a <= b).bit
        pass(min(a, b), hasTies: hasTies, decode: decode)
        rankDifference &+= (m & (0 &- fromLeft)) &- (n & (fromLeft &- 1))
        i &+= fromLeft
        j &+= 1 &- fromLeft
    }

    /// Goes on to the end, when not all lanes can go on together; says false if `steps` were not enough.
    @inline(__always)
    mutating func finish(
        _ left: borrowing Span<UInt64>, _ right: borrowing Span<UInt64>, hasTies: Bool, decode: (UInt64) -> Double,
        steps: Int
    ) -> Bool {
        for _ in 0..<min(safeSteps, steps) { step(left, right, hasTies: hasTies, decode: decode) }
        closeBlock()
        if safeSteps > 0 { return false }
        for place in i..<min(iEnd, i + steps) {
            pass(left[place], hasTies: hasTies, decode: decode)
            rankDifference &+= m
            i &+= 1
            if place % BlockSum.blockLength == 0 { closeBlock() }
        }
        for place in j..<min(jEnd, j + steps) {
            pass(right[place], hasTies: hasTies, decode: decode)
            rankDifference &-= n
            j &+= 1
            if place % BlockSum.blockLength == 0 { closeBlock() }
        }
        guard i == iEnd, j == jEnd else { return false }
        count(mask: -1, hasTies: hasTies)
        closeBlock()
        return true
    }

    @inline(__always)
    private mutating func pass(_ key: UInt64, hasTies: Bool, decode: (UInt64) -> Double) {
        let value = decode(key)
        let width = Double(rankDifference)
        block.squares += width * width * (value - lastValue)
        // Without ties every value begins a group; only where the lane begins is the one before it empty.
        let isNew = hasTies ? 0 &- (key != last).bit : -1
        count(mask: isNew, hasTies: hasTies)
        groupI = (i & isNew) | (groupI & ~isNew)
        groupJ = (j & isNew) | (groupJ & ~isNew)
        groupDifference = (rankDifference & isNew) | (groupDifference & ~isNew)
        (last, lastValue) = (key, value)
    }

    /// Counts the group between `groupI`, `groupJ` and `i`, `j`, where the mask is set.
    @inline(__always)
    private mutating func count(mask: Int, hasTies: Bool) {
        let (f, g) = (i &- groupI, j &- groupJ)
        let l = f &+ g
        // Twice the mid-ranks of the group among the current values, and among all.
        let rankJ = j &+ groupJ
        let (rank, size) = (i &+ groupI &+ rankJ, n &+ m)
        let difference = Double(rankDifference &+ groupDifference)
        let weight = Double(l) * difference * difference
        // Positive but for an empty group, whose weight is 0.
        let spread = Double(max(1, rank &* (2 &* size &- rank) &- size &* l))
        block.pairs &+= (f &* rankJ) & mask
        block.cramer += masked(weight, mask)
        block.anderson += masked(weight / spread, mask)
        guard hasTies else { return }
        let (left, right, both) = (Double(f), Double(g), Double(l))
        block.ties += masked(both * (both * both - 1), mask)
        block.referenceCubes += masked(left * left * left, mask)
        block.currentCubes += masked(right * right * right, mask)
        block.products += masked(left * right * both, mask)
    }

    @inline(__always)
    private func masked(_ term: Double, _ mask: Int) -> Double {
        Double(bitPattern: term.bitPattern & UInt64(bitPattern: Int64(mask)))
    }
}
