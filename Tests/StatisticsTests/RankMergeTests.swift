import Testing
import TestSupport

@testable import Statistics

/// The merge for ranks in four lanes against the definitions, value by value.
struct RankMergeTests {
    private struct Naive {
        var twiceU = 0
        var tieTerm = 0.0
        var squaredArea = 0.0
        var andersonDarling = 0.0
        var cramerVonMises = 0.0
        var cramerVonMisesOfRanks = 0.0

        /// U and T as in the literature, from mid-ranks; A² by Scholz and Stephens' equation 7.
        init(_ reference: [Double], _ current: [Double]) {
            let (left, right) = (reference.sorted(), current.sorted())
            let (n, m, size) = (Double(left.count), Double(right.count), Double(left.count + right.count))
            let pooled = Set(reference + current).sorted()
            var (i, j, sum, quadrupleU) = (0, 0, 0.0, 0)
            for (index, value) in pooled.enumerated() {
                let (f, g) = (left[i...].prefix { $0 == value }.count, right[j...].prefix { $0 == value }.count)
                let l = Double(f + g)
                // Twice the mid-rank, so that 4U is counted in whole numbers.
                let rank = 2 * (i + j) + f + g + 1
                for place in 0..<f { quadrupleU += left.count * square(rank - 2 * (i + place + 1)) }
                for place in 0..<g { quadrupleU += right.count * square(rank - 2 * (j + place + 1)) }
                twiceU += f * (2 * j + g)
                tieTerm += l * l * l - l
                let (b, inner) = (Double(i + j) + l / 2, Double(i) + Double(f) / 2)
                let deviation = size * inner - b * n
                let spread = b * (size - b) - size * l / 4
                if spread > 0 { andersonDarling += (1 / n + 1 / m) * l / size * deviation * deviation / spread }
                let difference = inner / n - (Double(j) + Double(g) / 2) / m
                sum += l * difference * difference
                (i, j) = (i + f, j + g)
                if index + 1 < pooled.count {
                    let step = Double(i) / n - Double(j) / m
                    squaredArea += step * step * (pooled[index + 1] - value)
                }
            }
            andersonDarling *= (size - 1) / size
            cramerVonMises = n * m / (size * size) * sum + 1 / (4 * size)
            let pairs = left.count * right.count
            cramerVonMisesOfRanks = Double(6 * quadrupleU - 4 * pairs * (4 * pairs - 1)) / (24 * n * m * size)
        }

        private func square(_ value: Int) -> Int { value * value }
    }

    private static let sizes = [1, 2, 3, 7, 100, 2047, 2049, 4095, 4096, 4097, 8191, 9000]

    /// The number of distinct values: ties of everything, of quarters, of pairs, of nothing.
    @Test(arguments: sizes, [1, 2, 3, 5, 9, 1000, 1_000_000_000])
    func `lanes find what the definitions say`(n: Int, distinct: Int) throws {
        var generator = SplitMix64(seed: UInt64(n * 31 + distinct))
        for m in Set([1, 100, 4096, n]) {
            let left = (0..<n).map { _ in Double(generator.next() % UInt64(distinct)) / 4 }
            let right = (0..<m).map { _ in Double(generator.next() % UInt64(distinct)) / 4 + 0.5 }
            try compare(left, right, "\(n) and \(m) values, \(distinct) distinct")
        }
    }

    @Test(arguments: [0, 24, 25, 26, 50, 75, 76, 100])
    func `ties across the cuts count once`(percent: Int) throws {
        for n in [4096, 5000] {
            for m in [1, 50, 4096] {
                let low = (0..<n).map { $0 * 100 < percent * n ? 0 : Double(1 + $0 % 4) }
                let other = (0..<m).map { $0 * 100 < percent * m ? 0 : Double($0 % 7) }
                try compare(low, other, "\(percent) % at the bottom, \(n) and \(m)")
                try compare(low, other.map { $0 + 100 }, "all of reference below, \(n) and \(m)")
                try compare(low.map { $0 + 100 }, other, "all of reference above, \(n) and \(m)")
            }
        }
    }

    @Test func `integers keep all their bits`() throws {
        let left = (0..<5000).map { Int64.max - Int64(2 * $0) }
        let right = (0..<5000).map { Int64.max - Int64(2 * $0) - 1 }
        let pair = try #require(
            SamplePair(reference: try SortedSample(integers: left), current: try SortedSample(integers: right)))
        let sums = pair.rankSums
        #expect(!sums.hasTies)
        // The reference's k-th largest value is above all but k of the others.
        #expect(sums.twiceU == (1...5000).reduce(0) { $0 + 2 * $1 })
    }

    private func compare(_ left: [Double], _ right: [Double], _ comment: Comment) throws {
        let pair = try #require(
            SamplePair(reference: try SortedSample(left), current: try SortedSample(right)))
        let (sums, naive) = (pair.rankSums, Naive(left, right))
        #expect(sums.twiceU == naive.twiceU, comment)
        #expect(sums.tieTerm == naive.tieTerm, comment)
        #expect(isClose(sums.squaredArea, naive.squaredArea), comment)
        if pair.distinctCount > 1 { #expect(isClose(sums.andersonDarling, naive.andersonDarling), comment) }
        #expect(isClose(sums.cramerVonMises, naive.cramerVonMises), comment)
        #expect(isClose(sums.cramerVonMisesOfRanks, naive.cramerVonMisesOfRanks), comment)
    }

    private func isClose(_ ours: Double, _ theirs: Double) -> Bool {
        abs(ours - theirs) <= max(1e-12 * abs(theirs), 1e-15)
    }
}
