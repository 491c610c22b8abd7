import TestSupport
import Testing

@testable import Statistics

/// Categories that do not fit in memory are counted as if they did.
struct CategorySpillingTests {
    private static let shapes = ["texts", "shared", "integers", "reals", "mixed", "unicode", "constant", "nulls"]
    /// From a list for each batch to all in memory.
    private static let limits = [1, 30, 400, 100_000]

    private static func column(_ shape: String, _ generator: inout SplitMix64, rows: Int) throws -> Column {
        let numbers = (0..<rows).map { _ in generator.next() }
        switch shape {
        case "texts":
            return try TestColumn.texts(numbers.map { $0 % 9 == 0 ? nil : String($0 % 700, radix: 36) })
        case "shared":
            return try TestColumn.texts(numbers.map { "customer/\($0 % 900)" + ($0 % 3 == 0 ? "\0" : "") })
        case "integers":
            return try TestColumn.integers(
                numbers.map {
                    [.min, .max, nil, 0, Int64(truncatingIfNeeded: $0), (1 << 53) + Int64($0 % 9)][Int($0 % 6)]
                })
        case "reals":
            return try TestColumn.doubles(
                numbers.map {
                    [-0.0, 0x1p63, .nan, .infinity, Double($0 % 500) / 4, Double.leastNonzeroMagnitude][
                        Int($0 >> 8 % 6)]
                })
        case "mixed":
            switch numbers[0] % 4 {
            case 0: return try TestColumn.booleans(numbers.map { $0 % 3 == 0 ? nil : $0 % 2 == 0 })
            case 1: return try TestColumn.texts(numbers.map { ["true", "1", "0.5", "\($0 % 300)"][Int($0 % 4)] })
            case 2: return try TestColumn.integers(numbers.map { Int64($0 % 300) - 100 })
            default: return try TestColumn.doubles(numbers.map { Double($0 % 300) / 2 })
            }
        case "unicode":
            let scalars = ["é", "e\u{301}", "\u{1F600}", "", "\0", "ß", "長い文字列", "\u{10FFFF}"]
            return try TestColumn.texts(numbers.map { scalars[Int($0 % 8)] + scalars[Int($0 >> 8 % 8)] })
        case "constant": return try TestColumn.texts(numbers.map { _ in "always the same" })
        default: return try TestColumn.nulls(rows)
        }
    }

    private static func columns(_ shape: String, seed: UInt64) throws -> [Column] {
        var generator = SplitMix64(seed: seed)
        return try (0..<40).map { _ in try column(shape, &generator, rows: 1 + Int(generator.next() % 60)) }
    }

    private static func profile(_ columns: some Sequence<Column>, limit: Int?) throws -> CategoricalProfile {
        var profile = CategoricalProfile(spill: limit.map { MemorySpill(keyLimit: $0) })
        for column in columns { try profile.update(column) }
        return profile
    }

    @Test(arguments: shapes, limits)
    func `lists in a file end up as the counts of all rows`(shape: String, limit: Int) throws {
        let columns = try Self.columns(shape, seed: 1)
        var expected = try Self.profile(columns, limit: nil)
        var spilled = try Self.profile(columns, limit: limit)
        let counts = try expected.sort()
        #expect(try spilled.sort() == counts)
        #expect(try spilled.encoded().bytes == expected.encoded().bytes)
        #expect(spilled.rowCount == expected.rowCount && spilled.missingCount == expected.missingCount)
        #expect(spilled.infiniteCount == expected.infiniteCount)
        // Counted in another way.
        let entries = counts.entries
        #expect(entries.map(\.category) == Set(entries.map(\.category)).sorted())
        #expect(counts.total == expected.valueCount && counts.distinctCount == entries.count)
        #expect(counts.largestCount == entries.map(\.count).max() ?? 0)
        #expect(CategoryCounts(entries.map { ($0.category, $0.count) }.shuffled()) == counts)
    }

    @Test(arguments: shapes, limits)
    func `profiles that spill merge in any order, sorted before or not`(shape: String, limit: Int) throws {
        let columns = try Self.columns(shape, seed: 2)
        var whole = try Self.profile(columns, limit: nil)
        let expected = try whole.encoded().bytes
        var generator = SplitMix64(seed: UInt64(limit))
        for _ in 0..<4 {
            let cut = Int(generator.next() % 40)
            var first = try Self.profile(columns[..<cut], limit: limit)
            var second = try Self.profile(columns[cut...].reversed(), limit: generator.next() % 2 == 0 ? nil : 50)
            if generator.next() % 2 == 0 { _ = try first.sort() }
            if generator.next() % 2 == 0 { _ = try second.sort() }
            try second.merge(first)
            #expect(try second.encoded().bytes == expected)
        }
    }

    @Test(arguments: shapes, shapes)
    func `pairs are the same from a file as from memory`(left: String, right: String) throws {
        func pair(_ limit: Int?) throws -> CategoryPair {
            var reference = try Self.profile(Self.columns(left, seed: 3), limit: limit)
            var current = try Self.profile(Self.columns(right, seed: 4), limit: limit)
            return try CategoryPair(reference: reference.sort(), current: current.sort())
        }
        let (spilled, expected) = (try pair(20), try pair(nil))
        #expect(spilled == expected)
        #expect(BinCounts(spilled) == BinCounts(expected))
        #expect(spilled.entries == expected.entries)
        #expect(spilled.distinctCount == spilled.entries.count)
        #expect(spilled.referenceTotal == spilled.entries.reduce(0) { $0 + $1.reference })
        #expect(spilled.currentTotal == spilled.entries.reduce(0) { $0 + $1.current })
    }

    @Test func `texts are the same whether read as categories from a file or at once`() throws {
        let columns = try Self.columns("shared", seed: 5)
        var expected = TextProfile()
        for column in columns { try expected.update(column) }
        var categories = ColumnProfile.categorical(try Self.profile(columns, limit: 20))
        try categories.becomeText()
        #expect(try categories.encoded().bytes == expected.encoded().bytes)
    }

    @Test func `a full disk is an error that says so`() throws {
        var profile = CategoricalProfile(spill: MemorySpill(keyLimit: 40, capacity: 60))
        let error = #expect(throws: ColumnError.self) {
            for row in 0..<100 { try profile.update(TestColumn.texts(["\(row)"])) }
        }
        #expect(error == .spill("no space left on device"))
    }

    /// Whatever stands in a file, whose checksum anybody can make: it is a list in order, or it is refused.
    @Test func `lists that were made up are refused`() throws {
        let text = UInt64(8 << 2 | 3)
        let refused: [[UInt64]] = [
            [1], [1, text], [0, text, 5], [.max, text, 5], [1, 1], [1, 0, 2], [1, 2, Double.nan.bitPattern],
            [1, 1 << 2, 7],
            [1, UInt64.max, 5], [1, 1 << 2 | 3, 0x6162 << 48], [1, text, 5, 1, text, 5], [1, text, 5, 1, 1, 5],
            [UInt64(Int.max), text, 5, 1, text, 6],
        ]
        for words in refused {
            #expect(throws: ProfileEncodingError.self, "\(words)") { try CategoryCounts(checking: KeyArray(words)) }
        }
        #expect(try CategoryCounts(checking: KeyArray([2, 1, 7, 1, 3, 4, text, 5])).total == 7)
        var generator = SplitMix64(seed: 6)
        for _ in 0..<2000 {
            let words = (0..<Int(generator.next() % 12)).map { _ in generator.next() >> (generator.next() % 64) }
            guard let counts = try? CategoryCounts(checking: KeyArray(words)) else { continue }
            #expect(CategoryCounts(counts.entries.map { ($0.category, $0.count) }).entries == counts.entries)
        }
    }
}
