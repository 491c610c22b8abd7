import RealModule

/// The finite values of a numeric column in ascending order, with what one more pass over them yields.
public struct SortedSample: Sendable {
    /// Number of finite values.
    public var count: Int { keys.count }
    /// Number of distinct finite values.
    public let distinctCount: Int
    /// Sum of the values, correctly rounded; nil without values, and where it exceeds the largest number.
    public let sum: Double?
    /// Arithmetic mean; nil without values.
    public let mean: Double?
    /// Population standard deviation (divisor n); nil without values, and where squares exceed the largest number.
    public let populationStandardDeviation: Double?
    let keys: KeyArray
    let encoding: NumericalProfile.Encoding

    /// Sorts the values of a profile.
    ///
    /// - Throws: ``ColumnError/spill(_:)``
    public init(_ profile: consuming NumericalProfile) throws(ColumnError) {
        let encoding = profile.encoding
        let keys = try profile.takeSortedKeys()
        self.init(sortedKeys: keys, encoding: encoding)
    }

    init(sortedKeys keys: KeyArray, encoding: NumericalProfile.Encoding) {
        self.keys = keys
        self.encoding = encoding
        distinctCount = keys.distinctCount
        (sum, mean, populationStandardDeviation) = Self.moments(of: keys, encoding: encoding)
    }

    /// The value at `index` in ascending order.
    public subscript(index: Int) -> Double { value(of: keys[index]) }

    /// Smallest value; nil without values.
    public var minimum: Double? { keys.first.map(value) }
    /// Largest value; nil without values.
    public var maximum: Double? { keys.last.map(value) }

    /// Sample standard deviation (divisor n − 1); nil with fewer than two values.
    public var standardDeviation: Double? {
        guard let deviation = populationStandardDeviation, count > 1 else { return nil }
        return deviation * (Double(count) / Double(count - 1)).squareRoot()
    }

    /// The quantile by linear interpolation between the two nearest values, as numpy's default; nil without values.
    public func quantile(_ probability: Double) -> Double? {
        guard count > 0, probability >= 0, probability <= 1 else { return nil }
        let position = probability * Double(count - 1)
        let lower = Int(position)
        return Self.interpolated(
            self[lower], self[min(lower + 1, count - 1)], weight: position - Double(lower))
    }

    /// Between two neighbours.
    static func interpolated(_ first: Double, _ second: Double, weight: Double) -> Double {
        let step = second - first
        // Values further apart than the largest number: weighed one by one.
        guard step.isFinite else { return first * (1 - weight) + second * weight }
        // From the nearer end, as numpy does: the result never leaves the two values.
        return weight < 0.5 ? first + step * weight : second - step * (1 - weight)
    }

    /// The same values encoded as real numbers.
    func asReal() -> SortedSample {
        guard encoding == .integer else { return self }
        var real = keys
        var span = real.mutableSpan
        for index in span.indices { span[index] = OrderedKey.realFromInteger(span[index]) }
        return SortedSample(sortedKeys: real, encoding: .real)
    }

    @inline(__always)
    func value(of key: UInt64) -> Double {
        encoding == .real ? OrderedKey.real(key) : Double(OrderedKey.integer(key))
    }

    /// Sum, mean and standard deviation in two passes, the first of which rounds nothing.
    private static func moments(
        of keys: KeyArray, encoding: NumericalProfile.Encoding
    ) -> (sum: Double?, mean: Double?, deviation: Double?) {
        let total = encoding == .real ? SortedSum.ofReals(keys) : SortedSum.ofIntegers(keys)
        guard let mean = total.mean(of: keys.count) else { return (nil, nil, nil) }
        let squares =
            encoding == .real
            ? squares(keys, around: mean, decode: OrderedKey.real)
            : squares(keys, around: mean) { Double(OrderedKey.integer($0)) }
        let deviation = (squares / Double(keys.count)).squareRoot()
        let sum = total.value
        return (sum.isFinite ? sum : nil, mean, deviation.isFinite ? deviation : nil)
    }

    @inline(__always)
    private static func squares(_ keys: KeyArray, around mean: Double, decode: (UInt64) -> Double) -> Double {
        sum(keys) { key in
            let deviation = decode(key) - mean
            return deviation * deviation
        }
    }

    @inline(__always)
    private static func sum(_ keys: KeyArray, of term: (UInt64) -> Double) -> Double {
        var total = BlockSum()
        let span = keys.span
        for start in stride(from: 0, to: keys.count, by: BlockSum.blockLength) {
            var block = 0.0
            for index in start..<min(start + BlockSum.blockLength, keys.count) {
                block = Relaxed.sum(block, term(span[index]))
            }
            total.add(block)
            if start % KeyArray.blockLength == 0 { keys.releasePages() }
        }
        keys.releasePages()
        return total.value
    }
}
