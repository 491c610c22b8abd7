import Testing

@testable import Statistics

/// Input that nobody hopes for: a value or none, never a trap.
struct CorrelationExtremesTests {
    private func summary(_ columns: [Column], kind: ColumnKind = .numerical, limit: Int = 100) throws
        -> CorrelationSummary
    {
        var profile = CorrelationProfile(
            columns: columns.indices.map { .init(name: "\($0)", kind: kind) },
            methods: CorrelationCatalog.all.map { $0.name }, sampleLimit: limit)
        try profile.update(columns)
        return CorrelationSummary(profile)
    }

    private func count(_ summary: CorrelationSummary) -> Int { summary.values.reduce(0) { $0 + $1.value.count } }

    @Test func `nothing goes with nothing`() throws {
        for kind in [ColumnKind.numerical, .categorical] {
            for columns in [
                [], try [TestColumn.nulls(3)], try [TestColumn.nulls(0), TestColumn.nulls(0)],
                try [TestColumn.nulls(5), TestColumn.nulls(5)], try [TestColumn.doubles([1]), TestColumn.doubles([2])],
                try [TestColumn.doubles([nil, 1, .nan]), TestColumn.doubles([3, nil, 2])],
                try [TestColumn.doubles([1, 1, 1]), TestColumn.doubles([1, 2, 3])],
            ] as [[Column]] {
                #expect(count(try summary(columns, kind: kind)) == 0)
            }
        }
        #expect(try summary([]).sampledRowCount == 0)
        #expect(try summary([TestColumn.nulls(7), TestColumn.nulls(7)]).sampledRowCount == 7)
    }

    @Test func `nobody waits for pairs that nobody wants`() throws {
        let columns = (0..<40).map { place in (0..<50).map { Double(($0 * 37 + place * 11) % 53) as Double? } }
        let profile = try CorrelationProfile(columns)
        var asked = 0
        let whole = CorrelationSummary(profile) {
            asked += 1
            return false
        }
        let pairs = 40 * 39 / 2
        #expect(asked > pairs && count(whole) > pairs)
        var left = 100
        let summary = CorrelationSummary(profile) {
            left -= 1
            return left < 0
        }
        #expect(count(summary) <= 100)
    }

    @Test func `infinite numbers are no values`() throws {
        let with = try summary([
            TestColumn.doubles([1, 2, 3, .infinity, 5, nil]), TestColumn.doubles([2, 1, 4, 1, -.infinity, 7]),
        ])
        let without = try summary([TestColumn.doubles([1, 2, 3]), TestColumn.doubles([2, 1, 4])])
        for method in CorrelationCatalog.all { #expect(with.coefficient(method) == without.coefficient(method)) }
        let categories = try summary(
            [TestColumn.doubles([1, 2, 1, .infinity, -.infinity]), TestColumn.doubles([5, 6, 5, 5, 6])],
            kind: .categorical)
        #expect(categories.coefficient(CramersV.self) == 1)
    }

    @Test func `numbers of every type are numbers`() throws {
        let left = try TestColumn.doubles([1, 2, 3, 4])
        for right in [
            try TestColumn.primitive([Int8(-128), 127, 0, 5], .int8, zero: 0),
            try TestColumn.primitive([UInt64.max, 0, 1 << 63, 5], .uint64, zero: 0),
            try TestColumn.integers([.min, .max, 0, 1]), try TestColumn.booleans([true, false, false, true]),
            try TestColumn.primitive([Float(1), -1, .leastNonzeroMagnitude, 3], .float32, zero: 0),
            try TestColumn.integers([.min, .max, nil, 1], offset: 3),
        ] {
            let summary = try summary([left, right])
            #expect(count(summary) == 3)
            for values in summary.values.values { #expect(values.allSatisfy { abs($0.estimate.coefficient) <= 1 }) }
        }
    }

    @Test func `categories of every type are categories`() throws {
        let left = try TestColumn.texts(["a", "b", "a", "b", nil])
        for right in [
            try TestColumn.dictionary([1, 0, 1, 0, nil], of: ["x", "y", nil, "unused"]),
            try TestColumn.booleans([true, false, true, false, nil]),
            try TestColumn.integers([.max, .min, .max, .min, 0]),
            // Nearer to each other than doubles can tell.
            try TestColumn.integers([1 << 60, 1 << 60 + 1, 1 << 60, 1 << 60 + 1, 0]),
            try TestColumn.doubles([0.1, -0.0, 0.1, 0, 7]),
            try TestColumn.texts(["\u{e9}", "e\u{301}", "\u{e9}", "e\u{301}", ""]),
            try TestColumn.bytes([[0xFF], [0xFE], [0xFF], [0xFE], []]),
        ] {
            #expect(try summary([left, right], kind: .categorical).coefficient(CramersV.self) == 1)
        }
    }

    @Test func `texts are no numbers`() throws {
        #expect(throws: ColumnError.unsupported("text")) {
            try summary([TestColumn.texts(["1", "2"]), TestColumn.doubles([1, 2])])
        }
    }

    @Test func `as many categories as rows are no trouble`() throws {
        let names = (0..<3000).map { String?.some("category \($0)") }
        let summary = CorrelationSummary(try CorrelationProfile(texts: [names, names.reversed()]))
        #expect(summary.coefficient(CramersV.self).map { abs($0 - 1) < 1e-12 } == true)
    }

    @Test func `a sample of one row has no correlation`() throws {
        var profile = CorrelationProfile(
            columns: ["0", "1"].map { .init(name: $0, kind: .numerical) }, methods: ["pearson", "no such"],
            sampleLimit: 1)
        try profile.update([
            TestColumn.doubles((0..<100).map { Double($0) }), TestColumn.doubles((0..<100).map { Double($0 % 7) }),
        ])
        let summary = CorrelationSummary(profile)
        #expect(summary.sampledRowCount == 1)
        #expect(summary.values == ["pearson": []])
    }

    @Test func `few rows tell nothing of chance, equal columns everything`() throws {
        let few = try summary([TestColumn.doubles([1, 2, 3]), TestColumn.doubles([2, 1, 4])])
        for values in few.values.values { #expect(values.allSatisfy { $0.estimate.variance == nil }) }
        let numbers = (0..<100).map { Double?.some(Double($0 * 37 % 101)) }
        let equal = try #require(
            CorrelationSummary(try CorrelationProfile([numbers, numbers])).estimate(PearsonCorrelation.self))
        #expect(equal.pValue(against: equal) == 1)
        let broken = try #require(
            CorrelationSummary(try CorrelationProfile([numbers, numbers.reversed()])).estimate(PearsonCorrelation.self))
        #expect(try #require(broken.pValue(against: equal)) < 1e-100)
    }
}
