import Testing
import TestSupport

@testable import Statistics

struct RowSamplerTests {
    @Test(arguments: [(1, 1), (5, 5), (9, 5), (1, 100_000), (70_000, 200_000), (199_999, 200_000)])
    func `as many rows are drawn as are wanted`(wanted: Int, count: Int) {
        let sample = RowSampler(seed: 1).sample(wanted, of: count)
        #expect(sample.rowCount == count)
        #expect(sample.count == min(wanted, count))
    }

    @Test func `the same seed draws the same rows, another one others`() {
        let first = RowSampler(seed: 1).sample(share: 0.5, of: 10_000)
        #expect(RowSampler(seed: 1).sample(share: 0.5, of: 10_000) == first)
        let other = RowSampler(seed: 2).sample(share: 0.5, of: 10_000)
        let common = (0..<10_000).count { first[$0] && other[$0] }
        // Of independent draws 2500 with a standard deviation of 43.
        #expect((2300...2700).contains(common))
        #expect(RowSampler(seed: 1).sample(share: 1, of: 100).count == 100)
    }

    /// Chi-squared over 100 stretches of rows, and over the places within stretches: neither may be favoured.
    @Test(arguments: 1..<6)
    func `rows are drawn evenly`(seed: Int) {
        let sample = RowSampler(seed: seed).sample(share: 0.3, of: 100_000)
        for cell in [{ (row: Int) in row / 1000 }, { $0 % 100 }] {
            var counts = [Double](repeating: 0, count: 100)
            for row in 0..<100_000 where sample[row] { counts[cell(row)] += 1 }
            let statistic = counts.reduce(0) { $0 + ($1 - 300) * ($1 - 300) / 210 }
            // 100 cells: mean 100, standard deviation 14.
            #expect((40...170).contains(statistic))
        }
    }

    @Test func `all rows of a value are drawn, or none, whatever its type`() throws {
        let values = (0..<20_000).map { Int64($0 % 2000) }
        let texts = values.map { String($0) }
        for column in [try TestColumn.integers(values), try TestColumn.texts(texts)] {
            var sample = RowSelection()
            try RowSampler(seed: 1).add(column, share: 0.25, to: &sample)
            for value in 0..<2000 {
                let drawn = (0..<10).count { sample[value + $0 * 2000] }
                #expect(drawn == 0 || drawn == 10)
            }
            // 500 of the values with a standard deviation of 19.
            #expect((4200...5800).contains(sample.count))
        }
    }

    @Test(arguments: 0..<10)
    func `a selection among selected rows is one among all`(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let rows = (0..<300).map { _ in Bool.random(using: &random) }
        var outer = RowSelection()
        for row in rows { outer.append(row) }
        let inner = RowSampler(seed: seed).sample(share: 0.5, of: outer.count)
        let selected = rows.indices.filter { rows[$0] }
        let expected = selected.enumerated().filter { inner[$0.offset] }.map(\.element)
        let both = outer.narrowed(to: inner)
        #expect(both.rowCount == 300)
        #expect((0..<300).filter { both[$0] } == expected)
    }

    /// 400 samples of each size: the Kolmogorov-Smirnov distance of no more than 5 % may be further from that of all rows
    /// than stated; the bound is a safe one, so that it is fewer.
    @Test(arguments: [50, 500, 2000])
    func `the stated error holds`(wanted: Int) throws {
        var random = SplitMix64(seed: 7)
        let reference = (0..<4000).map { _ in Double.random(in: 0..<1, using: &random) }
        let current = (0..<3000).map { _ in Double.random(in: 0..<1.2, using: &random) }
        func distance(_ reference: [Double], _ current: [Double]) throws -> Double {
            let pair = try #require(try ColumnPair(reference, current))
            return try #require(KolmogorovSmirnov.outcome(pair, settings: StatTestSettings())).score
        }
        let all = try distance(reference, current)
        let error = try #require(EmpiricalDistribution.errorBound(valueCount: wanted, failure: 0.025)) * 2
        var failures = 0
        for seed in 0..<400 {
            let samples = [reference, current].enumerated().map { place, values in
                let sample = RowSampler(seed: 2 * seed + place).sample(wanted, of: values.count)
                return values.indices.filter { sample[$0] }.map { values[$0] }
            }
            if abs(try distance(samples[0], samples[1]) - all) > error { failures += 1 }
        }
        #expect(failures <= 20)
    }
}
