import Foundation
import Testing

@testable import Statistics

/// What holds of every statistical test.
struct StatTestCatalogTests {
    private static let folder = URL(filePath: #filePath)
        .appending(path: "../../../Sources/Statistics/StatTests").standardizedFileURL

    @Test func `every file that declares a test is in the catalogue, and nothing else`() throws {
        var declared: Set<String> = []
        for file in try FileManager.default.contentsOfDirectory(at: Self.folder, includingPropertiesForKeys: nil) {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /(?:struct|enum) (\w+): (?:Binned)?StatTest\b/) {
                declared.insert(String(match.1))
            }
        }
        #expect(declared == Set(StatTestCatalog.all.map { "\($0)" }))
        #expect(!declared.isEmpty)
    }

    @Test func `names are unique, found again and fit for a label`() {
        #expect(Set(StatTestCatalog.all.map { $0.name }).count == StatTestCatalog.all.count)
        for test in StatTestCatalog.all {
            #expect(StatTestCatalog.named(test.name) == test)
            #expect(test.name.wholeMatch(of: /[a-z][a-z0-9_]*|TVD/) != nil)
            #expect(!test.displayName.isEmpty)
            #expect(!test.columnKinds.isEmpty)
        }
        #expect(StatTestCatalog.named("KS") == nil)
    }

    @Test(arguments: StatTestCatalog.all)
    func `distributions without a common value drift`(test: any StatTest.Type) throws {
        let threshold = test.decision.defaultThreshold
        if test.columnKinds.contains(.numerical) {
            let pair = try #require(try ColumnPair((0..<200).map(Double.init), (1000..<1200).map(Double.init)))
            let found = test.outcome(pair, settings: StatTestSettings())
            let outcome = try #require(found)
            #expect(test.decision.isDrift(outcome, threshold: threshold) == true)
            #expect(outcome.score > 0)
        }
        if test.columnKinds.contains(.categorical) {
            let found = test.outcome(ColumnPair(["a": 100], ["b": 100]), settings: StatTestSettings())
            let outcome = try #require(found)
            #expect(test.decision.isDrift(outcome, threshold: threshold) == true)
        }
        if test.columnKinds.contains(.text) {
            let words = (0..<100).map { "a text of common words and \($0)" }
            let pair = try #require(
                try ColumnPair(texts: words, (0..<100).map { "other ones entirely, \($0 + 500) of them" }))
            let found = test.outcome(pair, settings: StatTestSettings())
            let outcome = try #require(found)
            #expect(test.decision.isDrift(outcome, threshold: threshold) == true)
        }
    }

    @Test(arguments: StatTestCatalog.all)
    func `a p-value decides exactly where the test has one`(test: any StatTest.Type) throws {
        let pair = try #require(
            test.columnKinds == [.text]
                ? try ColumnPair(texts: ["some words", "few"], ["few words", "more words"])
                : try ColumnPair([1, 2, 2, 1, 1], [2, 1, 2, 2, 2]))
        let found = test.outcome(pair, settings: StatTestSettings())
        let outcome = try #require(found)
        #expect((outcome.pValue != nil) == (test.decision.basis == .pValue))
        #expect(test.decision.decidingValue(of: outcome) != nil)
        if let p = outcome.pValue { #expect((0...1).contains(p)) }
    }

    /// Columns of kinds that a test is not for, and sides that are empty.
    @Test(arguments: StatTestCatalog.all, Compatibility.allCases)
    func `what is undefined has no outcome and traps nowhere`(
        test: any StatTest.Type, compatibility: Compatibility
    ) throws {
        let extremes = [-Double.greatestFiniteMagnitude, Double.greatestFiniteMagnitude]
        let many = (0..<50).map { Double($0) } + extremes
        let pairs = [
            ColumnPair([:], [:]), ColumnPair(["a": 1], [:]), ColumnPair([:], ["a": 1]),
            try ColumnPair([.leastNonzeroMagnitude], [-.leastNonzeroMagnitude]), try ColumnPair(extremes, extremes),
            try ColumnPair(many, many),
            try ColumnPair(many, [0]), try ColumnPair([0], many),
            try ColumnPair((0..<30).map { Double($0) * Double.leastNonzeroMagnitude }, [.leastNonzeroMagnitude]),
            try ColumnPair((0..<30).map { 1e17 + Double($0) * 16 }, [1e17]),
            try ColumnPair(texts: ["word"], [""]), try ColumnPair(texts: [], ["word"]),
        ]
        for pair in pairs.compactMap({ $0 }) {
            guard let outcome = test.outcome(pair, settings: StatTestSettings(compatibility: compatibility)) else {
                continue
            }
            #expect(outcome.pValue.map { (0...1).contains($0) } ?? true)
        }
    }

    @Test(
        arguments: [
            (.below, false, false, true), (.atOrBelow, false, true, true), (.above, true, false, false),
            (.atOrAbove, true, true, false),
        ] as [(Decision.Side, Bool, Bool, Bool)])
    func `a decision is data`(side: Decision.Side, above: Bool, at: Bool, below: Bool) {
        let decision = Decision(basis: .score, side: side, defaultThreshold: 0.5)
        let verdicts = [0.6, 0.5, 0.4].map { decision.isDrift(StatTestOutcome(score: $0), threshold: 0.5) }
        #expect(verdicts == [above, at, below])
        #expect(decision.isDrift(StatTestOutcome(score: .nan), threshold: 0.5) == nil)
    }

    @Test func `a decision by p-value has no verdict without one`() {
        #expect(Decision.pValueBelow(0.05).isDrift(StatTestOutcome(score: 9), threshold: 0.05) == nil)
    }

    @Test(
        arguments: [
            (1000, 2, "z"), (1001, 2, "jensenshannon"), (1000, 5, "chisquare"), (1001, 5, "jensenshannon"),
            (1000, 6, "ks"), (1001, 6, "wasserstein"), (9000, 2, "jensenshannon"), (9000, 5, "jensenshannon"),
            (9000, 6, "wasserstein"),
        ])
    func `the automatic test goes by size and by distinct values`(count: Int, distinct: Int, name: String) throws {
        // Most rows have the smallest value: a quarter of the sample and more is one tie.
        let values = (0..<count).map { $0 % 10 == 0 ? Double($0 / 10 % distinct) : 0 }
        let pair = try #require(try ColumnPair(values, values))
        #expect(pair.distinctCount == distinct)
        #expect(StatTestCatalog.automatic(for: pair).name == name)
    }
}
