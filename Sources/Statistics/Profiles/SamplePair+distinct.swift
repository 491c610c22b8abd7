extension SamplePair {
    /// Number of distinct values in both together.
    public var distinctCount: Int {
        distinctCount(upTo: Self.fewDistinct) ?? SortedMerge(reference.keys, current.keys).distinctCount
    }

    /// Number of distinct values in both together; nil if they are more than `limit`.
    ///
    /// O(limit · log n) and no merge: whoever only asks whether a column is discrete gets a quick answer.
    func distinctCount(upTo limit: Int) -> Int? {
        guard max(reference.distinctCount, current.distinctCount) <= limit else { return nil }
        let (left, right) = (reference.keys, current.keys)
        var (i, j, count) = (0, 0, 0)
        while i < left.count || j < right.count {
            let key = min(i < left.count ? left[i] : .max, j < right.count ? right[j] : .max)
            i = left.upperBound(of: key, from: i)
            j = right.upperBound(of: key, from: j)
            count += 1
        }
        return count <= limit ? count : nil
    }

    /// So many are looked up one by one.
    private static let fewDistinct = 64
}
