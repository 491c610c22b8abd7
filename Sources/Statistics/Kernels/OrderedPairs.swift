/// Counts pairs of one key each from two sorted arrays by which of the two is larger.
enum OrderedPairs {
    /// Twice the pairs in which the first key is larger, and once those in which both are equal: the statistic of Mann
    /// and Whitney, doubled so that it is whole.
    ///
    /// Exact for up to 4·10⁹ keys in all; takes time linear in their number.
    ///
    /// - Parameter read: What is compared instead of a key; must not change the order, but may make keys equal.
    @inline(__always)
    static func doubledWins(of first: KeyArray, over second: KeyArray, reading read: (UInt64) -> UInt64 = { $0 }) -> Int
    {
        wins(of: first, over: second, reading: read) { $0 < $1 }
            + wins(of: first, over: second, reading: read) { $0 <= $1 }
    }

    /// Merges without branches on the data, as ``MergeLane`` does.
    @inline(__always)
    private static func wins(
        of first: KeyArray, over second: KeyArray, reading read: (UInt64) -> UInt64, loses: (UInt64, UInt64) -> Bool
    ) -> Int {
        let (left, right) = (first.span, second.span)
        var (i, j, wins) = (0, 0, 0)
        while i < left.count, j < right.count {
            // Each step takes one key of either.
            for _ in 0..<min(left.count - i, right.count - j, KeyArray.blockLength) {
                let (key, other) = unsafe (left[unchecked: i], right[unchecked: j])
                // The other key goes first if it loses against this one.
                let isPassed = loses(read(other), read(key)).bit
                wins &+= j & (isPassed &- 1)
                j &+= isPassed
                i &+= 1 &- isPassed
            }
            first.releasePages()
            second.releasePages()
        }
        return wins + (left.count - i) * right.count
    }
}
