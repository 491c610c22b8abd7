import Statistics

extension SortedSample {
    /// Bell-shaped values, sorted.
    static func bell(_ count: Int, center: Double = 0, stream: UInt64) throws -> SortedSample {
        var profile = NumericalProfile(expecting: count)
        try profile.update(ArrowColumn.numbers(Numbers.bell(count, center: center, stream: stream)))
        return try SortedSample(profile)
    }
}

extension ColumnPair {
    /// Two bell-shaped samples, the current one shifted by a twentieth of a standard deviation.
    static func bell(_ reference: Int, _ current: Int) throws -> ColumnPair? {
        let pair = SamplePair(
            reference: try .bell(reference, stream: 1), current: try .bell(current, center: 0.05, stream: 2))
        return pair.map(ColumnPair.numerical)
    }
}
