/// A closer look at the numbers of a column that was read before: counts those that lie in some ranges, in buckets that
/// are as much narrower as they are fewer.
public struct NumericalLook: Sendable {
    private let ranges: [ClosedRange<UInt64>]
    private let limits: BucketLimits
    /// Turns each batch into keys, which are taken out of it at once.
    private var batch: NumericalProfile
    /// Those in the ranges, in the order they came, until they are counted.
    private var keys = KeyArray()
    private var histogram: KeyHistogram
    private let encoding: NumericalProfile.Encoding

    /// - Parameter ranges: Ascending and apart.
    init(at ranges: [ClosedRange<UInt64>], encoding: NumericalProfile.Encoding, limits: BucketLimits) {
        self.ranges = ranges
        self.limits = limits
        self.encoding = encoding
        batch = NumericalProfile(encoding: encoding)
        histogram = KeyHistogram(limit: limits.buckets, encoding: encoding, ranges: ranges)
    }

    /// Looks at the rows of a column.
    ///
    /// - Throws: ``ColumnError`` if the values are broken, or of another type than before.
    public mutating func update(_ column: Column) throws(ColumnError) {
        try batch.update(column)
        guard batch.encoding == encoding else { throw .unsupported("of another type than at the first look") }
        let sorted = try batch.takeSortedKeys()
        var place = 0
        for range in ranges {
            let start = sorted.lowerBound(of: range.lowerBound, from: place)
            guard start < sorted.count else { break }
            place = sorted.upperBound(of: range.upperBound, from: start)
            if start < place { keys.append(contentsOf: sorted, start..<place) }
        }
        if keys.count >= limits.keys { count() }
    }

    /// What lies in the ranges.
    mutating func finished() -> KeyHistogram {
        count()
        return histogram
    }

    private mutating func count() {
        var taken = KeyArray()
        swap(&taken, &keys)
        taken.sort()
        histogram.add(sorted: taken)
    }
}
