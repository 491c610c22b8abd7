/// From when on the numbers of a column are counted in buckets instead of being kept, and in how many.
public struct BucketLimits: Sendable, Equatable {
    /// So many numbers of a column are kept.
    public let keys: Int
    /// The most buckets for more of them.
    public let buckets: Int

    /// Enough for scores that are good to a thousandth; more would take longer to compare.
    private static let mostBuckets = 65_536
    private static let bytesPerBucket = MemoryLayout<KeyBucket>.stride
    private static let bytesPerKey = 8

    /// As many buckets as take about a third of the memory of the keys, since they are copied when some are added: a
    /// power of 2, so that a small change of the limit changes nothing.
    public init(keys: Int) {
        let fitting = keys * Self.bytesPerKey / (3 * Self.bytesPerBucket)
        let power = 1 << (Int.bitWidth - 1 - max(1, fitting).leadingZeroBitCount)
        self.init(keys: keys, buckets: min(power, Self.mostBuckets))
    }

    /// Sets both.
    init(keys: Int, buckets: Int) {
        self.keys = keys
        self.buckets = max(buckets, KeyHistogram.fewestBuckets)
    }
}
