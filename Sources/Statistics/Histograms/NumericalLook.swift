/// A closer look at the numbers of a column that was read before: counts those that lie in some ranges, in buckets that
/// are as much narrower as they are fewer.
public struct NumericalLook: Sendable {
    private let limits: BucketLimits
    private let encoding: NumericalProfile.Encoding
    /// Turns each batch into keys, which are taken out of it at once.
    private var batch: NumericalProfile
    /// Those in the ranges, in the order they came, until they are counted.
    private var keys = KeyArray()
    private var histograms: RangeHistograms

    /// - Parameter ranges: Ascending and apart.
    init(at ranges: [ClosedRange<UInt64>], encoding: NumericalProfile.Encoding, limits: BucketLimits) {
        self.limits = limits
        self.encoding = encoding
        batch = NumericalProfile(encoding: encoding)
        histograms = RangeHistograms(ranges, limit: limits.buckets, encoding: encoding)
    }

    /// Looks at the rows of a column.
    ///
    /// - Throws: ``ColumnError`` if the values are broken, or of another type than before.
    public mutating func update(_ column: Column) throws(ColumnError) {
        try batch.update(column)
        guard batch.encoding == encoding else { throw .unsupported("of another type than at the first look") }
        histograms.append(sorted: try batch.takeSortedKeys(), to: &keys)
        if keys.count >= limits.keys { count() }
    }

    /// What lies in the ranges, ascending.
    mutating func finished() -> [KeyBucket] {
        count()
        return histograms.buckets
    }

    private mutating func count() {
        var taken = KeyArray()
        swap(&taken, &keys)
        taken.sort()
        histograms.add(sorted: taken)
    }
}
