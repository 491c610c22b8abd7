/// The finite values of a numeric column of which only buckets are left, with everything that these tell for certain.
///
/// Counts and sums are exact. What lies within a bucket is nil until a closer look has made the bucket narrow enough.
public struct BucketedSample: Sendable {
    private(set) var values: BucketedValues
    /// Whether all values came from integer columns.
    public let isInteger: Bool
    /// The values before each bucket.
    private var starts: [Int]

    init(_ values: BucketedValues) {
        self.values = values
        isInteger = values.histogram.encoding == .integer && values.count > 0
        starts = Self.starts(of: values.histogram)
    }

    private static func starts(of histogram: KeyHistogram) -> [Int] {
        var start = 0
        return histogram.buckets.map { bucket in
            defer { start += bucket.count }
            return start
        }
    }

    var histogram: KeyHistogram { values.histogram }
    private var buckets: [KeyBucket] { values.histogram.buckets }

    /// Number of finite values.
    public var count: Int { values.count }
    /// Number of distinct finite values; nil where buckets hold several.
    public var distinctCount: Int? { histogram.isLossless ? buckets.count : nil }
    /// Sum of the values, correctly rounded; nil without values, and where it exceeds the largest number.
    public var sum: Double? { values.sum.value.isFinite && count > 0 ? values.sum.value : nil }
    /// Arithmetic mean; nil without values.
    public var mean: Double? { values.sum.mean(of: count) }
    /// Population standard deviation (divisor n); nil without values, and where squares exceed the largest number.
    public var populationStandardDeviation: Double? { values.moments.populationStandardDeviation }
    /// Smallest value; nil without values.
    public var minimum: Double? { buckets.first.map { histogram.value($0.minimum) } }
    /// Largest value; nil without values.
    public var maximum: Double? { buckets.last.map { histogram.value($0.maximum) } }
    /// Values of 0, of either sign.
    public var zeroCount: Int { values.zeroCount }

    /// Values below 0: no bucket holds numbers of both signs.
    public var negativeCount: Int {
        buckets.prefix { histogram.value($0.minimum) < 0 }.reduce(0) { $0 + $1.count }
    }

    /// How often the value in the middle occurs.
    public var medianCount: Int? {
        guard count > 0 else { return 0 }
        let bucket = buckets[place(of: count / 2)]
        return bucket.isSingle ? bucket.count : bucket.count == 2 ? 1 : nil
    }

    /// The value at `index` in ascending order.
    public func value(at index: Int) -> Double? {
        let (lowest, highest) = valueRange(at: index)
        return lowest == highest ? lowest : nil
    }

    /// Between what the value at `index` in ascending order lies.
    func valueRange(at index: Int) -> (lowest: Double, highest: Double) {
        let place = place(of: index)
        let bucket = buckets[place]
        // The outermost values of a bucket are its ends.
        let highest = index == starts[place] ? bucket.minimum : bucket.maximum
        let lowest = index == starts[place] + bucket.count - 1 ? bucket.maximum : bucket.minimum
        return (histogram.value(lowest), histogram.value(highest))
    }

    /// The first index whose value is not below `bound`; ``count`` where there is none.
    public func firstIndex(notBelow bound: Double) -> Int? {
        let place = partition { histogram.value($0.maximum) < bound }
        guard place < buckets.count else { return count }
        if histogram.value(buckets[place].minimum) >= bound { return starts[place] }
        return buckets[place].count == 2 ? starts[place] + 1 : nil
    }

    /// The first index whose value is above `bound`; ``count`` where there is none.
    public func firstIndex(above bound: Double) -> Int? {
        let place = partition { histogram.value($0.maximum) <= bound }
        guard place < buckets.count else { return count }
        if histogram.value(buckets[place].minimum) > bound { return starts[place] }
        return buckets[place].count == 2 ? starts[place] + 1 : nil
    }

    /// The place of the bucket that holds the value at `index`.
    private func place(of index: Int) -> Int {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= index { low = middle } else { high = middle }
        }
        return low
    }

    /// The number of leading buckets for which `isBefore` holds, by bisection.
    private func partition(_ isBefore: (KeyBucket) -> Bool) -> Int {
        var (low, high) = (0, buckets.count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(buckets[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension BucketedSample {
    /// The keys of those buckets that hide the answer to a question.
    func openRanges(_ questions: SampleQuestions) -> [ClosedRange<UInt64>] {
        guard count > 0 else { return [] }
        var open = Set((questions.places + [count / 2]).filter { 0..<count ~= $0 }.map(place))
        for bounds in questions.bounds {
            let first = partition { histogram.value($0.maximum) < bounds.lowerBound }
            let end = max(first, partition { histogram.value($0.minimum) <= bounds.upperBound })
            // Whoever does not know yet where to look asks again.
            let values = buckets[first..<end].reduce(0) { $0 + $1.count }
            if bounds.lowerBound == bounds.upperBound || values <= count / Self.shareOfVagueQuestions {
                open.formUnion(first..<end)
            }
        }
        return open.sorted().map { buckets[$0] }.filter { !$0.isKnown }.map(\.range)
    }

    private static let shareOfVagueQuestions = 16

    /// As ``KeyHistogram/refine(_:by:)``.
    mutating func refine(_ ranges: [ClosedRange<UInt64>], by finer: [KeyBucket]) -> Bool {
        guard values.refine(ranges, by: finer) else { return false }
        starts = Self.starts(of: histogram)
        return true
    }

    /// Takes the values for real numbers from now on; that they were integers stays known.
    mutating func becomeReal() {
        values.becomeReal()
        // Integers that have one real number share a bucket now.
        starts = Self.starts(of: histogram)
    }
}
