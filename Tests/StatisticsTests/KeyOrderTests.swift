import Testing
import TestSupport

@testable import Statistics

struct KeyOrderTests {
    /// Keys that sorting by digits may find hard.
    enum Keys: String, CaseIterable {
        case random, few, constant, ascending, descending, lowDigits, highDigits, oneOutlier, lumps, realNumbers,
            sixDigits

        func make(_ count: Int) -> [UInt64] {
            var generator = SplitMix64(seed: UInt64(count) &+ 17)
            func random() -> UInt64 { generator.next() }
            return (0..<count).map { row in
                switch self {
                case .random: random()
                case .few: random() % 3
                case .constant: 0xFFFF_FFFF_FFFF_FFFF
                case .ascending: UInt64(row) << 20
                case .descending: UInt64(count - row) << 3
                case .lowDigits: random() & 0xFFFF
                case .highDigits: random() & 0xFFFF_0000_0000_0000
                case .oneOutlier: row == count / 2 ? .max : 7
                // Equal in the top five digits, different below: insertion would take forever.
                case .lumps: (random() % 2) << 63 | random() & 0xFF_FFFF
                case .realNumbers: OrderedKey.of(Double(Int64(truncatingIfNeeded: random()) % 1000) / 7)
                case .sixDigits: random() & 0xFF_FFFF_FFFF_FF00
                }
            }
        }
    }

    @Test(arguments: Keys.allCases, [0, 1, 2, 3, 255, 256, 257, 258, 1000, 4096, 20_000])
    func `keys end up as sorted() has them`(keys: Keys, count: Int) {
        let given = keys.make(count)
        var sorted = KeyArray(given)
        sorted.sort()
        #expect(sorted == KeyArray(given.sorted()))
    }

    @Test func `samples of changing sizes share memory`() {
        for count in [50_000, 300, 257, 12_000, 1, 40_000] {
            let given = Keys.lumps.make(count)
            var keys = KeyArray(given)
            keys.sort()
            #expect(keys == KeyArray(given.sorted()))
        }
    }

    @Test(
        arguments: [
            0, -0.0, 1, -1, .pi, -.pi, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, 1e308, -1e308,
            .greatestFiniteMagnitude,
            -.greatestFiniteMagnitude,
        ] as [Double])
    func `a key stands for its number and keeps its order`(value: Double) {
        #expect(OrderedKey.real(OrderedKey.of(value)) == value)
        for other in [-Double.greatestFiniteMagnitude, -1, -.leastNonzeroMagnitude, 0, .leastNonzeroMagnitude, 0.5, 2] {
            #expect((OrderedKey.of(value) < OrderedKey.of(other)) == (value < other))
        }
        #expect(OrderedKey.of(-0.0) == OrderedKey.of(0.0))
    }

    @Test(arguments: [Int64.min, .min + 1, -1, 0, 1, .max - 1, .max])
    func `a key stands for its integer and keeps its order`(value: Int64) {
        #expect(OrderedKey.integer(OrderedKey.of(value)) == value)
        for other in [Int64.min, -7, 0, 7, .max] {
            #expect((OrderedKey.of(value) < OrderedKey.of(other)) == (value < other))
        }
    }
}
