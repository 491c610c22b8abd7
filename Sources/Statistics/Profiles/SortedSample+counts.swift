/// Counts by rank: two bisections each, whatever the number of values.
extension SortedSample {
    /// Values in a range.
    public func count(in range: ClosedRange<Double>) -> Int {
        firstIndex(above: range.upperBound) - firstIndex(notBelow: range.lowerBound)
    }

    /// Values equal to `value`, which may be anything.
    public func count(of value: Double) -> Int {
        value.isNaN ? 0 : count(in: value...value)
    }

    /// Values of 0, of either sign.
    public var zeroCount: Int { count(of: 0) }

    /// Values below 0.
    public var negativeCount: Int { firstIndex(notBelow: 0) }

    /// How often the value in the middle occurs. If any value makes up more than half of the sample, it is this one.
    public var medianCount: Int {
        guard count > 0 else { return 0 }
        // By key: beyond 2^53 several integers have the same double.
        let key = keys[count / 2]
        return keys.upperBound(of: key) - keys.lowerBound(of: key)
    }
}
