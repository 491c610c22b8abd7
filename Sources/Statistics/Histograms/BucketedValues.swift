/// The numbers of a column that are too many to be kept: counts in buckets, and sums, which are exact.
struct BucketedValues: Sendable, Equatable {
    private(set) var histogram: KeyHistogram
    /// Σ x; of integers without the rounding that beyond 2^53 comes with their doubles.
    private(set) var sum = ExactSum()
    /// Of the numbers as doubles.
    private(set) var moments = ExactMoments()
    private(set) var zeroCount = 0

    init(limit: Int, encoding: NumericalProfile.Encoding) {
        histogram = KeyHistogram(limit: limit, encoding: encoding)
    }

    init(
        histogram: KeyHistogram, sum: ExactSum, moments: ExactMoments, zeroCount: Int
    ) {
        (self.histogram, self.sum, self.moments, self.zeroCount) = (histogram, sum, moments, zeroCount)
    }

    var count: Int { moments.count }

    /// Adds keys in ascending order.
    mutating func add(sorted keys: KeyArray) {
        histogram.add(sorted: keys)
        let isReal = histogram.encoding == .real
        sum.merge(isReal ? SortedSum.ofReals(keys) : SortedSum.ofIntegers(keys))
        let zero = isReal ? OrderedKey.of(0.0) : OrderedKey.of(Int64(0))
        zeroCount += keys.upperBound(of: zero) - keys.lowerBound(of: zero)
        if isReal {
            addMoments(keys, decode: OrderedKey.real)
        } else {
            addMoments(keys) { Double(OrderedKey.integer($0)) }
        }
    }

    /// Adds the numbers of another, of the same encoding.
    mutating func merge(_ other: BucketedValues) {
        histogram.merge(other.histogram)
        sum.merge(other.sum)
        moments.merge(other.moments)
        zeroCount += other.zeroCount
    }

    /// Takes the numbers for real ones from now on.
    mutating func becomeReal() {
        histogram.becomeReal()
        sum = moments.sum
    }

    /// As ``KeyHistogram/refine(_:by:)``.
    mutating func refine(_ ranges: [ClosedRange<UInt64>], by finer: [KeyBucket]) -> Bool {
        histogram.refine(ranges, by: finer)
    }

    @inline(__always)
    private mutating func addMoments(_ keys: KeyArray, decode: (UInt64) -> Double) {
        var total = ExactMoments()
        for start in stride(from: 0, to: keys.count, by: KeyArray.blockLength) {
            let places = start..<min(start + KeyArray.blockLength, keys.count)
            let span = keys.span
            for index in places { total.add(decode(span[index])) }
            keys.releasePages(places)
        }
        moments.merge(total)
    }
}

extension BucketedValues {
    /// Appends everything but the buckets to the head of a profile.
    ///
    /// - Returns: The buckets.
    func encoded(into body: inout [UInt8]) -> KeyArray {
        for sum in [sum, moments.sum, moments.squares] { body.append(sum) }
        body.appendInteger(Int64(zeroCount))
        return histogram.encoded(into: &body)
    }

    /// Takes values from a file that anybody may have written.
    init(
        body: inout ByteReader, words: KeyArray, encoding: NumericalProfile.Encoding
    ) throws(ProfileEncodingError) {
        let (sum, values, squares) = (try body.exactSum(), try body.exactSum(), try body.exactSum())
        let zeroCount = try body.count()
        let histogram = try KeyHistogram(body: &body, words: words, encoding: encoding)
        self.init(
            histogram: histogram, sum: sum,
            moments: ExactMoments(count: histogram.count, sum: values, squares: squares), zeroCount: zeroCount)
    }
}
