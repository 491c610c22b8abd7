import TestSupport
import Testing

@testable import Statistics

struct SortedSumTests {
    private static func reals(_ count: Int, seed: UInt64) -> [Double] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { row in
            switch row % 5 {
            case 0: Double(Int64(bitPattern: generator.next())) * 0x1p-60
            case 1: Double(bitPattern: generator.next() >> 12)
            case 2: 0.1
            case 3: Double(bitPattern: generator.next() & ~(0x7FF << 52) | (generator.next() % 2047) << 52)
            default: row % 2 == 0 ? .greatestFiniteMagnitude : -.leastNonzeroMagnitude
            }
        }
    }

    @Test(arguments: [0, 1, 2, 7, 2047, 2048, 2049, 5000])
    func `reals of every magnitude are summed up as one by one`(count: Int) throws {
        for seed in 1...5 as ClosedRange<UInt64> {
            let values = Self.reals(count, seed: seed)
            let expected = values.reduce(into: ExactSum()) { $0.add($1) }
            #expect(SortedSum.ofReals(KeyArray(values.map { OrderedKey.of($0) }.sorted())) == expected)
        }
    }

    @Test(arguments: [0, 1, 3, 2048, 2049, 5000])
    func `integers are summed up as one by one`(count: Int) throws {
        var generator = SplitMix64(seed: UInt64(count))
        var values = (0..<count).map { _ in Int64(bitPattern: generator.next()) >> Int64(generator.next() % 64) }
        values += count == 5000 ? [.min, .min, .min, .max] : []
        let expected = values.reduce(into: ExactSum()) { $0.add($1) }
        #expect(SortedSum.ofIntegers(KeyArray(values.map { OrderedKey.of($0) }.sorted())) == expected)
    }

    /// Added up in ascending order, these doubles lose three digits.
    @Test func `sums and means that cancel keep their digits`() throws {
        let values = (0..<1000).flatMap { [Double($0) + 0.1, -Double($0)] }
        let sample = try SortedSample(values)
        let expected = values.reduce(into: ExactSum()) { $0.add($1) }
        #expect(sample.sum == expected.value)
        #expect(sample.mean == expected.mean(of: 2000))
    }

    @Test func `the mean of equal values is that value`() throws {
        var generator = SplitMix64(seed: 9)
        for _ in 0..<2000 {
            let value = Double(generator.next() % 1_000_000) / 997
            let sample = try SortedSample([Double](repeating: value, count: Int(generator.next() % 200) + 1))
            #expect(sample.mean == value)
            #expect(sample.populationStandardDeviation == 0)
        }
    }
}
