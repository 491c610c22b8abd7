import TestSupport
import Testing

@testable import Statistics

/// Counts by rank, fences and infinite values of samples.
struct SampleCountsTests {
    private static func values(seed: UInt64) -> [Double] {
        var generator = SplitMix64(seed: seed)
        let count = Int(generator.next() % 400) + 10
        let spread = Double(generator.next() % 50) + 1
        return (0..<count).map { _ in (Double(generator.next() % 1000) / 1000 * spread * 2 - spread).rounded() }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `counts by rank are those of a look at every value`(seed: UInt64) throws {
        let values = Self.values(seed: seed)
        let sample = try SortedSample(values)
        #expect(sample.zeroCount == values.count { $0 == 0 })
        #expect(sample.negativeCount == values.count { $0 < 0 })
        for bounds in [-3...2, 0...0, -1e9...1e9, -.infinity...1, 5...(.infinity), 0.5...0.6] as [ClosedRange<Double>] {
            #expect(sample.count(in: bounds) == values.count { bounds.contains($0) })
        }
        for value in [0, 1, -7, 0.5, .infinity, -.infinity] {
            #expect(sample.count(of: value) == values.count { $0 == value })
        }
        #expect(sample.count(of: .nan) == 0)
        let majority = Dictionary(grouping: values) { $0 }.values.map(\.count).max() ?? 0
        #expect(majority * 2 <= values.count || sample.medianCount == majority)
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `outliers lie beyond the fences and no other value does`(seed: UInt64) throws {
        let values = Self.values(seed: seed) + [-400, 400]
        let sample = try SortedSample(values)
        let sorted = values.sorted()
        func quantile(_ probability: Double) -> Double {
            let position = probability * Double(sorted.count - 1)
            let lower = Int(position)
            let next = sorted[min(lower + 1, sorted.count - 1)]
            return sorted[lower] + (next - sorted[lower]) * (position - Double(lower))
        }
        let reach = 1.5 * (quantile(0.75) - quantile(0.25))
        let fences = try #require(OutlierFences(.sorted(sample)))
        let outliers = values.count { $0 < quantile(0.25) - reach || $0 > quantile(0.75) + reach }
        #expect(fences.outlierCount(.sorted(sample)) == outliers)
        #expect(outliers >= 2)
        #expect(
            fences.outlierCount(.sorted(sample), infinite: InfiniteCounts(negative: 1, positive: 2)) == outliers + 3)
    }

    /// numpy.quantile of 2.4.6 gives these very doubles.
    @Test func `quantiles are numpy's to the last bit`() throws {
        let sample = try SortedSample([0.1, 0.2, 0.4, 0.7, 1.1, 1.3, 2.9])
        let recorded = [
            (0.05, 0.13), (0.25, 0.30000000000000004), (0.3, 0.36), (0.45, 0.61), (0.62, 0.988),
            (0.9, 1.9400000000000006), (0.99, 2.803999999999999),
        ]
        for (probability, value) in recorded { #expect(sample.quantile(probability) == value) }
    }

    @Test func `samples of extreme values have fences and quantiles`() throws {
        let wide = try SortedSample([-.greatestFiniteMagnitude, -1, 1, .greatestFiniteMagnitude])
        #expect(try #require(OutlierFences(.sorted(wide))).outlierCount(.sorted(wide)) == 0)
        #expect(wide.quantile(0.5) == 0)
        let widest = try SortedSample([-.greatestFiniteMagnitude, .greatestFiniteMagnitude])
        #expect(widest.quantile(0.5) == 0)
        #expect(widest.mean == 0)
        #expect(widest.sum == 0)
        #expect(try OutlierFences(.sorted(SortedSample([]))) == nil)
        #expect(try SortedSample([]).medianCount == 0)
        let constant = try SortedSample([4, 4, 4, 4, 4])
        #expect(try #require(OutlierFences(.sorted(constant))).outlierCount(.sorted(constant)) == 0)
        let integers = try SortedSample(integers: [1 << 53, 1 << 53 + 1, .min, .max, .max - 1])
        #expect(integers.medianCount == 1)
    }

    /// pandas 3.0.6: quantile, mean, sum, std, min, max with infinite values.
    @Test func `infinite values count as pandas counts them`() throws {
        let right = ExtendedSample(.sorted(try SortedSample([1, 2, 3])), infinite: InfiniteCounts(positive: 1))
        #expect([0.25, 0.5, 0.75, 0.9, 1].map { right.quantile($0) } == [1.75, 2.5, .infinity, nil, nil])
        #expect(right.mean == .infinity)
        #expect(right.sum == .infinity)
        #expect(right.standardDeviation == nil)
        #expect((right.minimum, right.maximum) == (1, .infinity))
        let both = ExtendedSample(
            .sorted(try SortedSample([1, 2])), infinite: InfiniteCounts(negative: 1, positive: 2))
        #expect([0, 0.1, 0.25, 0.5, 0.75, 1].map { both.quantile($0) } == [nil, nil, 1, nil, nil, nil])
        #expect(both.mean == nil)
        #expect((both.minimum, both.maximum) == (-.infinity, .infinity))
        let none = ExtendedSample(.sorted(try SortedSample([1, 2, 4])), infinite: InfiniteCounts())
        #expect([none.mean, none.sum, none.quantile(0.5), none.minimum] == [7.0 / 3, 7, 2, 1])
        #expect(ExtendedSample(.sorted(try SortedSample([])), infinite: InfiniteCounts()).minimum == nil)
    }

    @Test func `infinite values are counted by sign, whatever the type`() throws {
        var profile = NumericalProfile()
        try profile.update(TestColumn.doubles([1, .infinity, -.infinity, .nan, nil, .infinity]))
        try profile.update(TestColumn.primitive([1, -.infinity, nil] as [Float?], .float32, zero: 0))
        try profile.update(TestColumn.primitive([0x7C00, 0xFC00, 0x7E00] as [UInt16?], .float16, zero: 0))
        #expect(profile.infinite == InfiniteCounts(negative: 3, positive: 3))
        #expect(profile.infiniteCount == 6)
        #expect(profile.missingCount == 4)
        var other = NumericalProfile()
        try other.update(TestColumn.doubles([.infinity]))
        try profile.merge(other)
        #expect(profile.infinite == InfiniteCounts(negative: 3, positive: 4))
    }
}
