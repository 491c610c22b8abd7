/// Neighbouring keys of which only how many there are, both ends and the sum are kept.
struct KeyBucket: Sendable, Equatable {
    let minimum: UInt64
    private(set) var maximum: UInt64
    private(set) var count = 1
    /// The sum of the keys as real numbers have them, in two words: exact, so that no order of additions changes it.
    private(set) var sum: (high: UInt64, low: UInt64)

    /// - Parameter real: The key of the same number as a real one.
    @inline(__always)
    init(_ key: UInt64, real: UInt64) {
        (minimum, maximum, sum) = (key, key, (0, real))
    }

    init(minimum: UInt64, maximum: UInt64, count: Int, sum: (high: UInt64, low: UInt64)) {
        (self.minimum, self.maximum, self.count, self.sum) = (minimum, maximum, count, sum)
    }

    /// Whether all its keys are one.
    var isSingle: Bool { minimum == maximum }

    /// Whether every key is known: the ends are keys.
    var isKnown: Bool { isSingle || count == 2 }

    /// From the smallest to the largest key.
    var range: ClosedRange<UInt64> { minimum...maximum }

    /// Adds a key that is not below the others.
    @inline(__always)
    mutating func add(_ key: UInt64, real: UInt64) {
        maximum = key
        count &+= 1
        add((0, real))
    }

    /// The keys of both.
    func merged(with other: KeyBucket) -> KeyBucket {
        var merged = KeyBucket(
            minimum: min(minimum, other.minimum), maximum: max(maximum, other.maximum), count: count + other.count,
            sum: sum)
        merged.add(other.sum)
        return merged
    }

    /// The same numbers as real ones.
    func asReal() -> KeyBucket {
        KeyBucket(
            minimum: OrderedKey.realFromInteger(minimum), maximum: OrderedKey.realFromInteger(maximum), count: count,
            sum: sum)
    }

    @inline(__always)
    private mutating func add(_ term: (high: UInt64, low: UInt64)) {
        let (low, carry) = sum.low.addingReportingOverflow(term.low)
        sum = (sum.high &+ term.high &+ (carry ? 1 : 0), low)
    }

    static func == (left: KeyBucket, right: KeyBucket) -> Bool {
        left.minimum == right.minimum && left.maximum == right.maximum && left.count == right.count
            && left.sum == right.sum
    }
}
