/// How many keys lie in each of many buckets: what is kept of the numbers of a column where all of them are too many.
///
/// A bucket holds the keys whose real numbers agree in the first bits; of integers that have one real number, those that
/// agree in further bits; at the finest level, equal keys. The level is the finest at which no more buckets than the limit are occupied. It and every bucket depend on the keys alone:
/// neither their order nor a split and a merge of them changes a bit. Buckets are narrow where the numbers are, whatever
/// their magnitude, and a column of few distinct numbers loses nothing.
public struct KeyHistogram: Sendable, Equatable {
    /// The most buckets.
    private(set) var limit: Int
    private(set) var encoding: NumericalProfile.Encoding
    /// The bits in which the keys of a bucket agree.
    private(set) var level = Self.finest
    /// In ascending order.
    private(set) var buckets: [KeyBucket] = []

    /// The bits of a real number, and those in which integers may differ that have the same.
    static let finest = realBits + 11
    private static let realBits = 64
    /// With as many for a column, up to half as many distinct numbers are told from more.
    static let fewestBuckets = 64

    /// - Parameter limit: At least two: numbers of both signs are never in one bucket.
    init(limit: Int, encoding: NumericalProfile.Encoding) {
        self.limit = limit
        self.encoding = encoding
    }

    /// Counts the values of a sample.
    init(_ sample: SortedSample, limit: Int) {
        self.init(limit: limit, encoding: sample.encoding)
        add(sorted: sample.keys)
    }

    /// Whether every bucket is one number, so that nothing is lost.
    var isLossless: Bool { buckets.allSatisfy(\.isSingle) }

    /// The number of keys.
    var count: Int { buckets.reduce(0) { $0 + $1.count } }

    /// Adds keys in ascending order, or those at some places.
    mutating func add(sorted keys: KeyArray, _ places: Range<Int>? = nil) {
        var run = self
        run.buckets = []
        let places = places ?? keys.indices
        for start in stride(from: places.lowerBound, to: places.upperBound, by: KeyArray.blockLength) {
            let end = min(start + KeyArray.blockLength, places.upperBound)
            if encoding == .real {
                run.append(keys, start..<end) { $0 }
            } else {
                run.append(keys, start..<end, real: OrderedKey.realFromInteger)
            }
            keys.releasePages(start..<end)
        }
        merge(run)
    }

    /// Appends ascending keys, none of which is below those that are there.
    @inline(__always)
    private mutating func append(_ keys: KeyArray, _ places: Range<Int>, real: (UInt64) -> UInt64) {
        guard !places.isEmpty else { return }
        let span = keys.span
        var next = places.lowerBound
        if buckets.isEmpty {
            buckets.append(KeyBucket(span[next], real: real(span[next])))
            next += 1
        }
        var bucket = buckets.removeLast()
        var (masks, start) = (self.masks, real(bucket.minimum))
        for index in next..<places.upperBound {
            let key = span[index]
            let realKey = real(key)
            let difference = (realKey ^ start) & masks.real | (key ^ bucket.minimum) & masks.key
            if difference == 0 {
                bucket.add(key, real: realKey)
                continue
            }
            buckets.append(bucket)
            bucket = KeyBucket(key, real: realKey)
            if buckets.count >= limit {
                buckets.append(bucket)
                coarsen()
                bucket = buckets.removeLast()
                masks = self.masks
            }
            start = real(bucket.minimum)
        }
        buckets.append(bucket)
    }

    /// The bits that the keys of a bucket share, as real numbers and as they are.
    private var masks: (real: UInt64, key: UInt64) {
        let further = level - Self.realBits
        return (~0 << UInt64(max(0, -further)), further > 0 ? ~0 << UInt64(Self.finest - level) : 0)
    }

    /// Adds the keys of another histogram, which must be of the same encoding.
    mutating func merge(_ other: KeyHistogram) {
        precondition(encoding == other.encoding)
        limit = min(limit, other.limit)
        var other = other
        let level = min(level, other.level)
        coarsen(to: level)
        other.coarsen(to: level)
        guard !other.buckets.isEmpty else { return }
        var merged: [KeyBucket] = []
        merged.reserveCapacity(buckets.count + other.buckets.count)
        var (i, j) = (0, 0)
        while i < buckets.count, j < other.buckets.count {
            let (left, right) = (buckets[i], other.buckets[j])
            if agree(left, right) {
                merged.append(left.merged(with: right))
                (i, j) = (i + 1, j + 1)
            } else if left.minimum < right.minimum {
                merged.append(left)
                i += 1
            } else {
                merged.append(right)
                j += 1
            }
        }
        buckets = merged + buckets[i...] + other.buckets[j...]
        if buckets.count > limit { coarsen() }
    }

    /// Takes the numbers for real ones from now on.
    mutating func becomeReal() {
        guard encoding == .integer else { return }
        encoding = .real
        buckets = buckets.map { $0.asReal() }
        // Real numbers that agree in all bits are equal.
        if level >= Self.realBits { level = Self.finest }
        join()
    }

    /// Makes buckets wider, as little as there are to be fewer than the limit.
    private mutating func coarsen() {
        while buckets.count > limit { coarsen(to: level - 1) }
    }

    private mutating func coarsen(to level: Int) {
        guard level < self.level else { return }
        self.level = level
        join()
    }

    /// Joins neighbours that agree at this level.
    private mutating func join() {
        guard var last = buckets.first else { return }
        var kept = 0
        for bucket in buckets.dropFirst() {
            if agree(last, bucket) {
                last = last.merged(with: bucket)
            } else {
                buckets[kept] = last
                kept += 1
                last = bucket
            }
        }
        buckets[kept] = last
        buckets.removeSubrange((kept + 1)...)
    }

    private func agree(_ left: KeyBucket, _ right: KeyBucket) -> Bool {
        let masks = masks
        return (real(left.minimum) ^ real(right.minimum)) & masks.real == 0
            && (left.minimum ^ right.minimum) & masks.key == 0
    }

    /// The key of the same number as a real one.
    func real(_ key: UInt64) -> UInt64 { encoding == .real ? key : OrderedKey.realFromInteger(key) }

    /// The number that a key stands for.
    func value(_ key: UInt64) -> Double { OrderedKey.real(real(key)) }
}

extension KeyHistogram {
    /// Takes what a closer look has found in ranges, each of which holds whole buckets, for what is there. No more keys
    /// can be added then.
    ///
    /// - Returns: Whether the look saw as many keys as are there; the histogram is unchanged if it did not.
    mutating func refine(_ ranges: [ClosedRange<UInt64>], by finer: [KeyBucket]) -> Bool {
        var refined: [KeyBucket] = []
        refined.reserveCapacity(buckets.count + finer.count)
        var (place, seen) = (0, 0)
        for range in ranges {
            while place < buckets.count, buckets[place].minimum < range.lowerBound {
                refined.append(buckets[place])
                place += 1
            }
            var difference = 0
            while place < buckets.count, buckets[place].minimum <= range.upperBound {
                difference += buckets[place].count
                place += 1
            }
            while seen < finer.count, finer[seen].minimum <= range.upperBound {
                difference -= finer[seen].count
                refined.append(finer[seen])
                seen += 1
            }
            guard difference == 0 else { return false }
        }
        buckets = refined + buckets[place...]
        return true
    }
}

extension KeyHistogram {
    /// Appends the level and the limit to the head of a profile.
    ///
    /// - Returns: The buckets, in five words each.
    func encoded(into body: inout [UInt8]) -> KeyArray {
        body.appendInteger(Int64(level))
        body.appendInteger(Int64(limit))
        var words = KeyArray(capacity: buckets.count * 5)
        for bucket in buckets {
            for word in [bucket.minimum, bucket.maximum, UInt64(bucket.count), bucket.sum.high, bucket.sum.low] {
                words.append(word)
            }
        }
        return words
    }

    /// Takes a histogram from a file that anybody may have written.
    init(
        body: inout ByteReader, words: KeyArray, encoding: NumericalProfile.Encoding
    ) throws(ProfileEncodingError) {
        let (level, limit) = (try body.count(), try body.count())
        self.init(limit: limit, encoding: encoding)
        self.level = level
        guard limit >= Self.fewestBuckets, 1...Self.finest ~= level, words.count % 5 == 0, words.count / 5 <= limit
        else {
            throw .corrupt("impossible buckets")
        }
        buckets.reserveCapacity(words.count / 5)
        for place in stride(from: 0, to: words.count, by: 5) {
            let (minimum, maximum, count) = (words[place], words[place + 1], words[place + 2])
            guard minimum <= maximum, 1..<1 << 62 ~= count, (minimum == maximum || count > 1),
                buckets.last.map({ $0.maximum < minimum }) ?? true
            else { throw .corrupt("impossible buckets") }
            buckets.append(
                KeyBucket(
                    minimum: minimum, maximum: maximum, count: Int(count), sum: (words[place + 3], words[place + 4])))
        }
    }
}
