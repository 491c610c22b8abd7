import Testing
import TestSupport

@testable import Statistics

struct FixedPointSumTests {
    private func sum(_ values: [Double]) -> FixedPointSum {
        values.reduce(into: FixedPointSum()) { $0.add($1) }
    }

    @Test(
        arguments: [
            0, -0.0, 1, -1, 0.1, -0.1, 0x1p-72, -0x1p-72, 0x1p-20, -0x1.8p-60, 12345.678, -4294967295.9999995, 0x1p-8,
            0x1p31, 0x1.fffffffffffffp-9, 0x1p-9,
        ] as [Double])
    func `a single number comes back`(value: Double) {
        let expected = value.magnitude < 0x1p-19 ? (value * 0x1p72).rounded(.towardZero) * 0x1p-72 : value
        #expect(sum([value]).value == expected)
        #expect(sum([value, -value]) == FixedPointSum())
    }

    @Test func `numbers below its unit are cut off`() {
        #expect(sum([0x1p-73, .leastNonzeroMagnitude, -0x1p-73]).value == 0)
        #expect(sum([0x1.8p-72]).value == 0x1p-72)
    }

    @Test func `the order of numbers does not matter, and little is lost`() {
        var generator = SplitMix64(seed: 3)
        for _ in 0..<50 {
            let values = (0..<200).map { _ in Double.random(in: -1000...1000, using: &generator) / 3 }
            let expected = sum(values)
            #expect(sum(values.shuffled(using: &generator)) == expected)
            var exact = ExactSum()
            for value in values { exact.add(value) }
            #expect(abs(expected.value - exact.value) <= 1e-15 * max(1, abs(exact.value)))
        }
    }
}
