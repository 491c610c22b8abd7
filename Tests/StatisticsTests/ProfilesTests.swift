import Testing
import TestSupport

@testable import Statistics

struct NumericalProfileTests {
    private func profile(_ values: [Double?]) throws -> NumericalProfile {
        var profile = NumericalProfile()
        try profile.update(TestColumn.doubles(values))
        return profile
    }

    private func sample(_ profile: NumericalProfile) throws -> SortedSample {
        try SortedSample(profile)
    }

    private static let values: [Double?] = (0..<3000).map { row in
        if row % 13 == 0 { return nil }
        if row % 17 == 0 { return .nan }
        return row % 101 == 0 ? .infinity : Double(row * 7919 % 977) / 3 - 100
    }

    @Test func `the order of rows and the way they are split change nothing`() throws {
        let whole = try profile(Self.values)
        var generator = SplitMix64(seed: 5)
        for _ in 0..<10 {
            let shuffled = Self.values.shuffled(using: &generator)
            var cuts = [0, shuffled.count]
            for _ in 0..<4 { cuts.append(Int(generator.next() % UInt64(shuffled.count))) }
            cuts.sort()
            var parts = try zip(cuts, cuts.dropFirst()).map { try profile(Array(shuffled[$0..<$1])) }
            parts.shuffle(using: &generator)
            let merged = try parts.reduce(into: NumericalProfile()) { try $0.merge($1) }
            #expect(merged.rowCount == whole.rowCount)
            #expect(merged.missingCount == whole.missingCount)
            #expect(merged.infiniteCount == whole.infiniteCount)
            #expect(try sample(merged).keys == sample(whole).keys)
            #expect(try sample(merged).facts == sample(whole).facts)
        }
    }

    @Test func `integers become real when the other side is, in whatever order they meet`() throws {
        var integers = NumericalProfile()
        try integers.update(TestColumn.integers([3, nil, -1]))
        let reals = try profile([2.5, .nan])
        var first = integers
        try first.merge(reals)
        var second = reals
        try second.merge(integers)
        #expect(try sample(first).keys == sample(second).keys)
        let joined = try sample(first)
        #expect((0..<3).map { joined[$0] } == [-1, 2.5, 3])
        #expect(first.missingCount == 2)
        #expect(try !sample(first).isInteger)
        #expect(try sample(integers).isInteger)
    }

    @Test func `a column is counted the same wherever it begins in its buffers`() throws {
        let expected = try profile(Self.values)
        for offset in [1, 7, 8, 9, 63, 64] {
            var profile = NumericalProfile()
            try profile.update(TestColumn.doubles(Self.values, offset: offset))
            #expect(profile.missingCount == expected.missingCount)
            #expect(try sample(profile).keys == sample(expected).keys)
        }
    }

    @Test(arguments: [-1, 0, 2])
    func `a count of missing values that is not known is counted`(nullCount: Int) throws {
        var profile = NumericalProfile()
        let values: [Double?] = nullCount == 0 ? [1, 2, 3] : [1, nil, nil]
        try profile.update(
            TestColumn.primitive(values, .float64, zero: 0, nullCount: nullCount, hasBitmap: nullCount != 0))
        #expect(profile.missingCount == (nullCount == 0 ? 0 : 2))
    }

    @Test(
        arguments: [
            [], [nil], [nil, nil], [.nan], [.infinity, -.infinity], [7], [7, 7, 7], [0, -0.0],
            [.greatestFiniteMagnitude, -.greatestFiniteMagnitude], [.leastNonzeroMagnitude, -.leastNonzeroMagnitude],
            [.greatestFiniteMagnitude, .greatestFiniteMagnitude, .greatestFiniteMagnitude],
        ] as [[Double?]])
    func `columns of little or extreme content have statistics or none, and trap nowhere`(values: [Double?]) throws {
        let finite = values.compactMap { $0 }.filter(\.isFinite)
        let sample = try sample(profile(values))
        #expect(sample.count == finite.count)
        #expect(sample.distinctCount == Set(finite).count)
        #expect(sample.minimum == finite.min())
        #expect(sample.maximum == finite.max())
        let isTooWide = Set(finite) == [.greatestFiniteMagnitude, -.greatestFiniteMagnitude]
        #expect((sample.mean == nil) == finite.isEmpty)
        #expect((sample.standardDeviation == nil) == (finite.count < 2 || isTooWide))
        #expect((sample.quantile(0.5) == nil) == finite.isEmpty)
        if Set(finite).count == 1 {
            #expect(sample.mean == finite[0])
            #expect(sample.populationStandardDeviation == 0)
            #expect(sample.quantile(0.25) == finite[0])
        }
    }

    @Test func `extremes of integers are counted and compared`() throws {
        var profile = NumericalProfile()
        try profile.update(TestColumn.integers([.min, .max, 0, nil, .min]))
        let sample = try sample(profile)
        #expect(sample.distinctCount == 3)
        #expect(sample.minimum == -0x1p63)
        #expect(sample.maximum == 0x1p63)
        #expect(CategoryCounts(sample).entries.map(\.category) == [.integer(.min), .integer(0), .integer(.max)])
    }

    @Test func `unsigned integers beyond the largest signed one become real`() throws {
        var profile = NumericalProfile()
        try profile.update(TestColumn.primitive([1, nil] as [UInt64?], .uint64, zero: 0))
        #expect(try sample(profile).isInteger)
        try profile.update(TestColumn.primitive([.max, 2, 1 << 63] as [UInt64?], .uint64, zero: 0))
        let sample = try sample(profile)
        #expect((0..<4).map { sample[$0] } == [1, 2, 0x1p63, 0x1p64])
        #expect(profile.missingCount == 1)
    }

    @Test func `quantiles are those of numpy's default`() throws {
        let sample = try sample(profile([4, 1, 3, 2]))
        #expect([0, 0.25, 0.5, 0.75, 1].map { sample.quantile($0) } == [1, 1.75, 2.5, 3.25, 4])
        #expect(sample.quantile(-0.1) == nil)
        #expect(sample.quantile(.nan) == nil)
    }

    @Test func `a deviation far from zero keeps its digits`() throws {
        let sample = try sample(profile((0..<1000).map { 1e9 + Double($0 % 2) }))
        #expect(sample.populationStandardDeviation == 0.5)
        #expect(sample.mean == 1e9 + 0.5)
    }

    @Test func `text has no numbers`() throws {
        var profile = NumericalProfile()
        #expect(throws: ColumnError.unsupported("text")) { try profile.update(TestColumn.texts(["1"])) }
    }
}

struct CategoricalProfileTests {
    private func counts(_ columns: Column...) throws -> CategoricalProfile {
        var profile = CategoricalProfile()
        for column in columns { try profile.update(column) }
        return profile
    }

    @Test func `two spellings of one letter are two categories`() throws {
        var profile = try counts(TestColumn.texts(["é", "e\u{301}", "é", nil]))
        #expect(try profile.sort().entries.map(\.count) == [1, 2])
        #expect(profile.missingCount == 1)
        #expect(Category("é") != Category("e\u{301}"))
    }

    @Test func `bytes that are not UTF-8 are categories of their own`() throws {
        var profile = try counts(TestColumn.bytes([[0xFF], [0xFE], [0xFF], [], [0]]))
        #expect(try profile.sort().entries.map(\.category) == [.text([]), .text([0]), .text([0xFE]), .text([0xFF])])
        #expect(try profile.sort().entries.map(\.category.label) == ["", "\0", "\u{FFFD}", "\u{FFFD}"])
    }

    @Test func `a number is one category whatever type it has`() throws {
        var profile = try counts(
            TestColumn.integers([1, 2, 300, -1]), TestColumn.doubles([1, 2.5, -0.0, .nan, nil]),
            TestColumn.primitive([1, 0] as [Int8?], .int8, zero: 0))
        #expect(try profile.sort().entries.map(\.category.label) == ["-1", "0", "1", "2", "2.5", "300"])
        #expect(try profile.sort().entries.map(\.count) == [1, 2, 3, 1, 1, 1])
        #expect(profile.missingCount == 2)
    }

    @Test func `integers beyond the largest signed one keep their digits`() throws {
        let values: [UInt64?] = [.max, .max - 1, 1 << 63, .max, 7]
        var profile = try counts(TestColumn.primitive(values, .uint64, zero: 0))
        let labels = ["7", "18446744073709551614", "18446744073709551615", "9223372036854775808"]
        #expect(try profile.sort().entries.map(\.category.label) == labels)
        #expect(try profile.sort().entries.map(\.count) == [1, 1, 2, 1])
    }

    @Test func `an infinite number is not missing`() throws {
        var profile = try counts(TestColumn.doubles([1, .infinity, -.infinity, nil, .nan]))
        #expect(profile.missingCount == 2)
        #expect(try profile.sort().total == 1)
        #expect(ColumnProfile.categorical(profile).infiniteCount == 2)
    }

    @Test func `entries of a dictionary that no row uses are no categories`() throws {
        var profile = try counts(
            TestColumn.dictionary([0, 2, nil, 2], of: ["a", "unused", "c", nil]),
            TestColumn.dictionary([1, 1, 0], of: [nil, "a"]))
        #expect(try profile.sort().entries.map(\.category.label) == ["a", "c"])
        #expect(try profile.sort().entries.map(\.count) == [3, 2])
        #expect(profile.missingCount == 2)
    }

    @Test func `an index outside the dictionary is an error`() throws {
        #expect(throws: ColumnError.dictionaryIndex(3, count: 3)) {
            try counts(TestColumn.dictionary([0, 3], of: ["a", "b", "c"]))
        }
        #expect(throws: ColumnError.dictionaryIndex(-1, count: 3)) {
            try counts(TestColumn.dictionary([-1], of: ["a", "b", "c"]))
        }
    }

    @Test func `counts add up in any order`() throws {
        let left = CategoryCounts([(Category("a"), 1), (Category("b"), 2), (Category("a"), 3), (Category("z"), 0)])
        let right = CategoryCounts([(.integer(1), 5), (Category("b"), 1), (.boolean(true), 2), (.real(0.5), 1)])
        #expect(left.entries.map(\.count) == [4, 2])
        let pairs = (left.entries + right.entries).map { ($0.category, $0.count) }
        #expect(CategoryCounts(pairs) == CategoryCounts(pairs.reversed()))
        #expect(CategoryCounts(pairs).total == 15)
        #expect(CategoryCounts(pairs).largestCount == 5)
        #expect(CategoryCounts([]) == CategoryCounts(left.entries.map { ($0.category, 0) }))
    }

    /// Beyond 2^53 many integers have the same double.
    @Test func `the order of categories is total`() {
        let categories: [Statistics.Category] = [
            .boolean(false), .boolean(true), .real(-0x1p70), .integer(.min), .integer(-1), .real(-0.5), .integer(0),
            .integer(9_007_199_254_740_992), .integer(9_007_199_254_740_993), .integer(.max - 1), .integer(.max),
            .real(0x1p63), .real(0x1p70), Category(""), Category("a"), Category("b"),
        ]
        for (left, first) in categories.enumerated() {
            for (right, second) in categories.enumerated() {
                #expect((first < second) == (left < right), "\(first) \(second)")
            }
        }
        var generator = SplitMix64(seed: 3)
        for _ in 0..<20 { #expect(categories.shuffled(using: &generator).sorted() == categories) }
    }

    @Test func `labels of truth and prediction agree whatever type they have`() throws {
        var profile = ConfusionProfile()
        try profile.update([TestColumn.booleans([true, false, true, nil]), TestColumn.integers([1, 0, 0, 1])])
        #expect(Accuracy.value(profile.matrix, positiveLabel: nil) == 2.0 / 3)
        let score = try #require(F1Score.value(profile.matrix, positiveLabel: .integer(1)))
        #expect(abs(score - 2.0 / 3) < 1e-15)
        #expect(F1Score.value(profile.matrix, positiveLabel: .boolean(true)) == score)
    }

    @Test func `numbers against words compare by their labels`() throws {
        var profile = ConfusionProfile()
        try profile.update([TestColumn.texts(["1", "0", "1"]), TestColumn.integers([1, 0, 0])])
        #expect(Accuracy.value(profile.matrix, positiveLabel: nil) == 2.0 / 3)
        #expect(F1Score.value(profile.matrix, positiveLabel: .integer(1)).map { abs($0 - 2.0 / 3) < 1e-15 } == true)
        let numbers = CategoryCounts([(.integer(1), 3), (.integer(2), 4), (.boolean(true), 1)])
        let words = CategoryCounts([(Category("1"), 5), (Category("unknown"), 6)])
        let pair = try CategoryPair(reference: numbers, current: words)
        #expect(pair.entries.map(\.category.label) == ["1", "2", "true", "unknown"])
        #expect(pair.entries.map(\.reference) == [3, 4, 1, 0])
        #expect(pair.entries.map(\.current) == [5, 0, 0, 6])
        #expect(try pair == CategoryPair(reference: numbers, current: words))
    }

    @Test func `booleans against numbers are 0 and 1`() throws {
        let pair = try CategoryPair(
            reference: CategoryCounts([(.boolean(false), 1), (.boolean(true), 2)]),
            current: CategoryCounts([(.integer(0), 3), (.integer(1), 4)]))
        #expect(pair.entries.map(\.reference) == [1, 2])
        #expect(pair.entries.map(\.current) == [3, 4])
    }

    @Test func `rows without truth or prediction are left out`() throws {
        var profile = ConfusionProfile()
        try profile.update([TestColumn.texts(["a", nil, "b", "b"]), TestColumn.texts(["a", "a", nil, "a"])])
        #expect(profile.matrix.total == 2)
        #expect(profile.matrix.table == [1, 0, 1, 0])
        #expect(ConfusionProfile().matrix.total == 0)
        #expect(Accuracy.value(ConfusionProfile().matrix, positiveLabel: nil) == nil)
        #expect(F1Score.value(ConfusionProfile().matrix, positiveLabel: nil) == nil)
        #expect(F1Score.value(profile.matrix, positiveLabel: Category("never")) == 0)
    }
}

struct RowProfileTests {
    private struct Row: Hashable {
        var number: Double?
        var word: String?
        var flag: Bool?
        var code: Int64?

        /// NaN is a missing value.
        var normal: Row {
            var row = self
            if row.number?.isNaN == true { row.number = nil }
            return row
        }

        var isEmpty: Bool { normal.number == nil && word == nil && flag == nil && code == nil }
    }

    private static func rows(_ count: Int, distinct: UInt64) -> [Row] {
        var generator = SplitMix64(seed: UInt64(count))
        func pick<Value>(_ values: [Value]) -> Value { values[Int(generator.next() % UInt64(values.count))] }
        return (0..<count).map { _ in
            Row(
                number: pick([nil, .nan, 0, -0.0, 1.5, .infinity, Double(generator.next() % distinct)]),
                word: pick([nil, "", "a", "a longer word of more than eight bytes"]), flag: pick([nil, true, false]),
                code: pick([nil, 0, 1, 6_364_136_223_846_793_005, Int64(generator.next() % distinct)]))
        }
    }

    private func profile(_ rows: [Row], batch: Int = .max, order: [Int] = [0, 1, 2, 3]) throws -> RowProfile {
        var profile = RowProfile()
        for column in order {
            for start in stride(from: 0, to: rows.count, by: min(batch, max(1, rows.count))) {
                let part = rows[start..<min(rows.count, start + min(batch, rows.count))]
                let values =
                    switch column {
                    case 0: try TestColumn.doubles(part.map(\.number))
                    case 1: try TestColumn.texts(part.map(\.word))
                    case 2: try TestColumn.booleans(part.map(\.flag))
                    default: try TestColumn.integers(part.map(\.code))
                    }
                try profile.update(values, named: "column \(column)", at: start)
            }
        }
        return profile
    }

    @Test(arguments: [0, 1, 2, 63, 64, 65, 500, 3000])
    func `duplicates and empty rows are those of a set of rows`(count: Int) throws {
        for distinct in [2, 1_000_000] as [UInt64] {
            let rows = Self.rows(count, distinct: distinct)
            let profile = try profile(rows, batch: 100)
            #expect(profile.rowCount == count)
            #expect(profile.counts().duplicatedRowCount == count - Set(rows.map(\.normal)).count)
            #expect(profile.counts().emptyRowCount == rows.count(where: \.isEmpty))
        }
    }

    @Test func `the order of rows, of columns and the size of batches change nothing`() throws {
        let rows = Self.rows(700, distinct: 5)
        let expected = try profile(rows)
        var generator = SplitMix64(seed: 8)
        for batch in [1, 64, 99, 700] {
            let shuffled = rows.shuffled(using: &generator)
            let profile = try profile(shuffled, batch: batch, order: [0, 1, 2, 3].shuffled(using: &generator))
            #expect(profile.counts().duplicatedRowCount == expected.counts().duplicatedRowCount)
            #expect(profile.counts().emptyRowCount == expected.counts().emptyRowCount)
        }
    }

    @Test func `equal content in exchanged columns is not a duplicate`() throws {
        var profile = RowProfile()
        try profile.update(TestColumn.integers([1, 2, 1]), named: "a", at: 0)
        try profile.update(TestColumn.integers([2, 1, 2]), named: "b", at: 0)
        #expect(profile.counts().duplicatedRowCount == 1)
    }

    /// Sums of hashes must not meet by chance where the values are regular.
    @Test func `a grid of numbers has no duplicates`() throws {
        var profile = RowProfile()
        try profile.update(TestColumn.integers((0..<160_000).map { Int64($0 / 400) }), named: "x", at: 0)
        try profile.update(TestColumn.integers((0..<160_000).map { Int64($0 % 400) }), named: "y", at: 0)
        #expect(profile.counts().duplicatedRowCount == 0)
    }

    @Test func `a dictionary and a plain text of equal content are equal`() throws {
        var profile = RowProfile()
        try profile.update(TestColumn.texts(["a", "b", nil]), named: "x", at: 0)
        try profile.update(TestColumn.dictionary([1, 0, nil, 2], of: ["b", "a", nil]), named: "x", at: 3)
        #expect(profile.rowCount == 7)
        #expect(profile.counts().duplicatedRowCount == 4)
        #expect(profile.counts().emptyRowCount == 3)
    }

    @Test func `a column without values leaves rows empty`() throws {
        var profile = RowProfile()
        try profile.update(TestColumn.nulls(5), named: "x", at: 0)
        #expect(profile.counts().emptyRowCount == 5)
        #expect(profile.counts().duplicatedRowCount == 4)
        #expect(RowProfile().counts().emptyRowCount == 0)
    }
}
