import Foundation
import Testing

@testable import Statistics

/// What is drawn by chance has the distribution that it should have.
struct PermutationTests {
    /// Mean and variance of the hypergeometric distribution, in each of the ways in which it is drawn.
    @Test(
        arguments: [
            (5, 7, 20), (15, 7, 20), (7, 15, 20), (100, 50, 1000), (400, 300, 1000), (1000, 60, 100_000),
            (60, 1000, 3000), (50_000, 40_000, 100_000), (800, 900, 1000), (0, 5, 10), (10, 5, 10), (1, 1, 1),
        ])
    func `draws without replacement have the right mean and variance`(draws: Int, marked: Int, population: Int) {
        var generator = SeededGenerator(seed: UInt64(draws + marked))
        let (d, s, size) = (Double(draws), Double(marked), Double(population))
        let mean = d * s / size
        let variance = population > 1 ? mean * (1 - s / size) * (size - d) / (size - 1) : 0
        let repetitions = 20_000
        var (sum, squares) = (0.0, 0.0)
        for _ in 0..<repetitions {
            let value = generator.marked(among: draws, marked: marked, of: population)
            #expect(value >= max(0, draws + marked - population) && value <= min(draws, marked))
            sum += Double(value) - mean
            squares += (Double(value) - mean) * (Double(value) - mean)
        }
        let count = Double(repetitions)
        #expect(abs(sum / count) <= 4.5 * (variance / count).squareRoot())
        // Rounding a normal number to a whole one adds 1/12 to a variance of 9 or more.
        #expect(abs(squares / count - variance) <= 0.05 * variance)
    }

    @Test func `tables keep their margins`() {
        let counts = BinCounts(reference: [5, 0, 300, 20_000, 1], current: [0, 7, 100, 9_000, 1])
        var generator = SeededGenerator()
        var table = counts
        for _ in 0..<100 {
            table.deal(&generator)
            #expect(table.reference.reduce(0, +) == counts.referenceTotal)
            #expect(table.current.reduce(0, +) == counts.currentTotal)
            for bin in counts.reference.indices {
                #expect(table.reference[bin] + table.current[bin] == counts.reference[bin] + counts.current[bin])
                #expect(table.reference[bin] >= 0 && table.current[bin] >= 0)
            }
        }
        #expect(table != counts)
    }

    /// The share of random tables against the probability that is known: Fisher's of a table of four.
    @Test(arguments: [([8, 2], [1, 5]), ([20, 30], [30, 22]), ([3, 3], [3, 3])])
    func `p-values of random tables are those of all tables`(reference: [Int], current: [Int]) throws {
        let counts = BinCounts(reference: reference, current: current)
        let exact = HypergeometricDistribution(
            marked: reference[0] + current[0], draws: counts.currentTotal,
            population: counts.referenceTotal + counts.currentTotal)
        let ours = RandomTables(counts).pValue { table in
            // The less probable a table, the larger the score.
            -HypergeometricDistribution(
                marked: table.reference[0] + table.current[0], draws: table.currentTotal,
                population: table.referenceTotal + table.currentTotal
            ).twoSidedPValue(table.current[0]) + 2
        }
        let expected = exact.twoSidedPValue(current[0])
        #expect(abs(ours - expected) <= 4 * (expected * (1 - expected) / 1000).squareRoot() + 0.001)
    }

    @Test func `pooled values are those of both sides in order`() throws {
        var columns = RandomColumns(seed: 3)
        for shape in [RandomColumns.Shape.uniform, .tied, .two] {
            let (left, right) = (columns.numbers(shape, 70), columns.numbers(shape, 31, shift: 0.3))
            let pair = try #require(
                SamplePair(reference: try SortedSample(left), current: try SortedSample(right)))
            #expect((0..<101).map(pair.pooledValue) == (left + right).sorted())
            let both = try SortedSample(left + right)
            for probability in [0, 0.25, 0.5, 0.75, 1] {
                let quantile = try #require(both.quantile(probability))
                #expect(abs(pair.pooledQuantile(probability) - quantile) <= 1e-14)
            }
            let deviation = try #require(both.populationStandardDeviation)
            let pooled = try #require(pair.numbers.pooledStandardDeviation)
            #expect(abs(pooled - deviation) <= 1e-12)
        }
    }

    /// The kernel as products of a few columns against every pair.
    @Test func `discrepancies are those of all pairs`() throws {
        var columns = RandomColumns(seed: 4)
        for shape in [RandomColumns.Shape.normal, .heavyTailed, .tied] {
            let left = columns.numbers(shape, 60).sorted()
            let right = columns.numbers(shape, 45).sorted()
            let splits = try #require(KernelSplits(left, right, scale: 1))
            #expect(abs(splits.discrepancy - naiveDiscrepancy(left, right)) <= 1e-11)
            let mirrored = try #require(KernelSplits(left, left, scale: 1))
            #expect(abs(mirrored.discrepancy - naiveDiscrepancy(left, left)) <= 1e-11)
        }
    }

    private func naiveDiscrepancy(_ left: [Double], _ right: [Double]) -> Double {
        let squares = left.flatMap { x in left.map { ($0 - x) * ($0 - x) } }.sorted()
        let middle = (squares.count - 1) / 2
        let median = squares[squares.count % 2 == 0 && middle % 2 == 1 ? middle + 1 : middle]
        func sum(_ first: [Double], _ second: [Double]) -> Double {
            first.reduce(0) { sum, x in
                sum + second.reduce(0) { $0 + naiveExponential(-(($1 - x) * ($1 - x)) / median) }
            }
        }
        let (n, m) = (Double(left.count), Double(right.count))
        return (sum(left, left) - n) / (n * (n - 1)) + (sum(right, right) - m) / (m * (m - 1))
            - 2 * sum(left, right) / (n * m)
    }

    private func naiveExponential(_ x: Double) -> Double { exp(x) }
}
