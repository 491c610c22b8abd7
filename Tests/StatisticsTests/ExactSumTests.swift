import Foundation
import TestSupport
import Testing

@testable import Statistics

/// Sums of rational numbers that `scripts/make-sum-fixtures.py` rounds once.
struct ExactSumTests {
    private struct Recorded: Decodable {
        struct Case: Decodable {
            let name: String
            let terms: [String]
            let high, low: String

            var numbers: [Double] { terms.compactMap(Double.init) }
            var parts: [Double] { [high, low].compactMap(Double.init) }
        }

        let sums, products: [Case]
        /// Mean and sum of squared deviations.
        let moments: [Case]
    }

    private let recorded: Recorded

    init() throws {
        let file = URL(filePath: #filePath).appending(path: "../../Fixtures/statistics/sums.json")
        recorded = try JSONDecoder().decode(Recorded.self, from: Data(contentsOf: file.standardizedFileURL))
    }

    private func sum(_ terms: some Sequence<Double>) -> ExactSum {
        terms.reduce(into: ExactSum()) { $0.add($1) }
    }

    @Test func `sums are correctly rounded in whatever order`() {
        var generator = SplitMix64(seed: 41)
        for recorded in recorded.sums {
            for _ in 0..<5 {
                let sum = sum(recorded.numbers.shuffled(using: &generator))
                #expect([sum.parts.high, sum.parts.low] == recorded.parts, "\(recorded.name)")
                #expect(sum.value == recorded.parts[0], "\(recorded.name)")
            }
        }
    }

    @Test func `sums of products are correctly rounded in whatever order`() {
        var generator = SplitMix64(seed: 41)
        for recorded in recorded.products {
            let numbers = recorded.numbers
            for _ in 0..<5 {
                var sum = ExactSum()
                for pair in (0..<numbers.count / 2).shuffled(using: &generator) {
                    sum.addProduct(numbers[pair * 2], numbers[pair * 2 + 1])
                }
                #expect([sum.parts.high, sum.parts.low] == recorded.parts, "\(recorded.name)")
            }
        }
    }

    /// Long enough for carries to be due many times, within one sum and between sums.
    @Test func `any split and merge is one sum`() {
        var generator = SplitMix64(seed: 42)
        let terms = (0..<20_000).map { _ in
            Double.random(in: -1...1, using: &generator)
                * .init(sign: .plus, exponent: .random(in: -80...80), significand: 1)
        }
        let whole = sum(terms)
        for parts in [1, 2, 7, 300, 20_000] {
            var pieces = [ExactSum](repeating: ExactSum(), count: parts)
            for term in terms { pieces[Int.random(in: 0..<parts, using: &generator)].add(term) }
            let merged = pieces.shuffled(using: &generator).reduce(into: ExactSum()) { $0.merge($1) }
            #expect(merged == whole)
            #expect(merged.value == whole.value)
        }
        #expect(whole != sum(terms.dropLast()))
    }

    @Test func `many equal terms carry through every limb`() {
        for term: Double in [1.0, -1.0, 0x1.fffffffffffffp+0, -0x1.fffffffffffffp+31, .leastNonzeroMagnitude, -1.7e302]
        {
            var sum = ExactSum()
            for _ in 0..<100_000 { sum.add(term) }
            #expect(sum.value == term * 100_000)
            for _ in 0..<100_000 { sum.add(-term) }
            #expect(sum == ExactSum())
            #expect(sum.value == 0)
        }
    }

    @Test func `whole numbers keep all digits`() {
        var sum = ExactSum()
        for value in [Int64.max, .min, 9_007_199_254_740_993, 1] { sum.add(value) }
        #expect(sum.parts == (9_007_199_254_740_992, 1))
        for value in [Int64.max, .min, -9_007_199_254_740_993] { sum.add(value) }
        #expect(sum.value == -1)
    }

    @Test func `what is not finite adds up as IEEE 754 has it`() {
        let infinity = Double.infinity
        #expect(sum([1, infinity]).value == infinity)
        #expect(sum([-infinity, 1]).value == -infinity)
        #expect(sum([infinity, -infinity]).value.isNaN)
        #expect(sum([.nan, 1]).value.isNaN)
        var product = ExactSum()
        product.addProduct(infinity, -2)
        #expect(product.value == -infinity)
        #expect(product.parts == (-infinity, 0))
        product.addProduct(0, infinity)
        #expect(product.value.isNaN)
        #expect(product != sum([.nan]))
    }

    @Test func `a mean is finite where the sum is not`() {
        #expect(ExactSum().mean(of: 0) == nil)
        #expect(sum([1, 2]).mean(of: 2) == 1.5)
        let largest = Double.greatestFiniteMagnitude
        #expect(sum([largest, largest, largest, largest]).mean(of: 4) == largest)
        #expect(sum([-largest, -largest / 2]).mean(of: 2) == -largest * 0.75)
        #expect(sum([.infinity]).mean(of: 1) == .infinity)
    }

    /// Rounded twice, so that the last digit may differ.
    @Test func `moments lose nothing to cancellation`() throws {
        var generator = SplitMix64(seed: 43)
        for recorded in recorded.moments {
            var (moments, other) = (ExactMoments(), ExactMoments())
            for (place, number) in recorded.numbers.shuffled(using: &generator).enumerated() {
                if place % 3 == 0 { other.add(number) } else { moments.add(number) }
            }
            moments.merge(other)
            let name: Comment = "\(recorded.name)"
            let (mean, deviations) = (recorded.parts[0], recorded.parts[1])
            let found = (try #require(moments.mean), try #require(moments.squaredDeviations))
            #expect(abs(found.0 - mean) <= 2 * mean.ulp, name)
            #expect(abs(found.1 - deviations) <= 2 * deviations.ulp, name)
            let count = Double(recorded.numbers.count)
            #expect(moments.populationStandardDeviation == (found.1 / count).squareRoot(), name)
            #expect((moments.standardDeviation == nil) == (count < 2), name)
        }
        #expect(ExactMoments().mean == nil)
        #expect(ExactMoments().squaredDeviations == nil)
    }

    @Test func `a number may be added many times at once`() {
        var (one, many) = (ExactMoments(), ExactMoments())
        for _ in 0..<1000 { one.add(-0.1) }
        many.add(-0.1, times: 999)
        many.add(-0.1, times: 0)
        many.add(-0.1)
        #expect(one == many)
        #expect(one.squaredDeviations == 0)
    }
}
