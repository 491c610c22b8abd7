import Testing
import TestSupport

@testable import Statistics

/// The merge in four lanes, and the difference of the quantiles, against a walk over the distinct pooled values.
struct SortedMergeTests {
    private struct Naive {
        var distinctCount = 0
        var maximumRankDifference = 0
        var area = 0.0

        init(_ reference: [Double], _ current: [Double]) {
            let (left, right) = (reference.sorted(), current.sorted())
            let pooled = Set(reference + current).sorted()
            distinctCount = pooled.count
            var (i, j) = (0, 0)
            for (place, value) in pooled.enumerated() {
                while i < left.count, left[i] == value { i += 1 }
                while j < right.count, right[j] == value { j += 1 }
                let width = abs(i * right.count - j * left.count)
                maximumRankDifference = max(maximumRankDifference, width)
                if place + 1 < pooled.count { area += Double(width) * (pooled[place + 1] - value) }
            }
        }
    }

    private static let sizes = [1, 2, 3, 7, 100, 2047, 2048, 2049, 4095, 4096, 4097, 8191, 8192, 9000]

    /// The number of distinct values: ties of everything, of quarters, of pairs, of nothing.
    @Test(arguments: sizes, [1, 2, 3, 4, 5, 9, 1000, 1_000_000])
    func `lanes find what a walk over the values finds`(n: Int, distinct: Int) throws {
        var generator = SplitMix64(seed: UInt64(n * 31 + distinct))
        for m in [1, 100, 4096, n] {
            let left = (0..<n).map { _ in Double(generator.next() % UInt64(distinct)) / 4 }
            let right = (0..<m).map { _ in Double(generator.next() % UInt64(distinct)) / 4 + 0.5 }
            try compare(left, right, "\(n) and \(m) values")
        }
    }

    /// Shares of the smallest and largest value around the quarters at which the lanes are cut.
    @Test(arguments: [0, 10, 24, 25, 26, 49, 50, 51, 74, 75, 76, 99, 100])
    func `ties across the cuts count once`(percent: Int) throws {
        for n in [4095, 4096, 5000] {
            for m in [1, 50, 4096, 5000] {
                let low = (0..<n).map { $0 * 100 < percent * n ? 0 : Double(1 + $0 % 4) }
                let high = (0..<n).map { $0 * 100 < percent * n ? 9 : Double(1 + $0 % 4) }
                let other = (0..<m).map { $0 * 100 < percent * m ? 0 : Double($0 % 7) }
                try compare(low, other, "\(percent) % at the bottom, \(n) and \(m)")
                try compare(high, other, "\(percent) % at the top, \(n) and \(m)")
                try compare(low, other.map { $0 + 100 }, "all of reference below, \(n) and \(m)")
                try compare(low.map { $0 + 100 }, other, "all of reference above, \(n) and \(m)")
            }
        }
    }

    @Test func `integers keep all their bits`() throws {
        let left = (0..<5000).map { Int64.max - Int64($0) }
        let right = (0..<5000).map { Int64.max - Int64($0) - 1 }
        let pair = try #require(
            SamplePair(reference: try SortedSample(integers: left), current: try SortedSample(integers: right)))
        #expect(pair.distinctCount == 5001)
        #expect(pair.maximumRankDifference == 5000)
    }

    @Test func `integers against reals are compared as reals`() throws {
        let pair = try #require(
            SamplePair(reference: try SortedSample(integers: [1, 2, 3]), current: try SortedSample([1, 2.5, 3])))
        #expect(pair.distinctCount == 4)
        #expect(pair.wassersteinDistance == 0.5 / 3)
    }

    private func compare(_ left: [Double], _ right: [Double], _ comment: Comment) throws {
        let (reference, current) = (try SortedSample(left), try SortedSample(right))
        let merge = SortedMerge(reference.keys, current.keys)
        let naive = Naive(left, right)
        #expect(merge.distinctCount == naive.distinctCount, comment)
        #expect(merge.maximumRankDifference == naive.maximumRankDifference, comment)
        let area = naive.area / (Double(left.count) * Double(right.count))
        #expect(abs(QuantileDifference(reference, current).area - area) <= 1e-12 * area, comment)
        #expect(abs(QuantileDifference(current, reference).area - area) <= 1e-12 * area, comment)
    }
}
