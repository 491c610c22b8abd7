import Testing
import TestSupport

@testable import Statistics

/// Input at the edge of what a test can be given: each gives a finite score and a p-value from 0 to 1, or no outcome.
struct StatTestExtremesTests {
    private static let settings = Compatibility.allCases.map { StatTestSettings(compatibility: $0) }
    private static let largest = Double.greatestFiniteMagnitude
    private static let smallest = Double.leastNonzeroMagnitude

    private static let samples: [[Double]] = [
        [0], [1], [1, 1], [-1e308], [1e308], [-largest, largest], [smallest], [-smallest, 0, smallest],
        (0..<30).map { Double($0) * smallest }, (0..<50).map { Double($0) } + [-largest, largest],
        (0..<50).map { 1e307 * Double($0 % 7) }, (0..<40).map { 1e17 + Double($0) * 16 },
        (0..<40).map { 1 + Double($0) * .ulpOfOne }, Array(repeating: 3.5, count: 100),
        Array(repeating: 3.5, count: 100) + [3.6], (0..<600).map { Double($0 % 2) }, (0..<25).map(Double.init),
        (0..<300).map { Double($0 * $0 * $0) }, (0..<300).map { $0 == 7 ? 1e200 : Double($0) },
    ]

    @Test(arguments: StatTestCatalog.all)
    func `every pair of samples has a defined outcome or none`(test: any StatTest.Type) throws {
        for reference in Self.samples {
            for current in Self.samples {
                let pair = try #require(try ColumnPair(reference, current))
                check(test, pair, "\(reference.prefix(3)) \(current.prefix(3))")
            }
        }
    }

    @Test(arguments: StatTestCatalog.all)
    func `the largest integers are no different`(test: any StatTest.Type) throws {
        let samples: [[Int64]] = [
            [.min], [.max], [.min, .max], (0..<100).map { Int64.max - $0 }, (0..<100).map { Int64.min + $0 },
            (0..<100).map { $0 % 3 },
        ]
        for reference in samples {
            for current in samples {
                let pair = try #require(
                    SamplePair(
                        reference: try SortedSample(integers: reference), current: try SortedSample(integers: current)))
                check(test, .numerical(pair), "\(reference.prefix(3)) \(current.prefix(3))")
            }
        }
    }

    @Test(arguments: StatTestCatalog.all)
    func `every pair of counts has a defined outcome or none`(test: any StatTest.Type) {
        let counts: [[String: Int]] = [
            [:], ["a": 1], ["b": 1], ["a": 1_000_000_000], ["a": 1, "b": 1_000_000_000], ["a": 5, "b": 7, "c": 0],
            Dictionary(uniqueKeysWithValues: (0..<300).map { ("\($0)", 1) }),
            Dictionary(uniqueKeysWithValues: (0..<300).map { ("\($0)", $0 * $0) }),
        ]
        for reference in counts {
            for current in counts {
                let pair = ColumnPair(reference, current)
                check(test, pair, "\(reference.count) and \(current.count) categories")
                guard reference.values.reduce(0, +) == 0 || current.values.reduce(0, +) == 0 else { continue }
                for settings in Self.settings { #expect(test.outcome(pair, settings: settings) == nil) }
            }
        }
    }

    /// A million categories, most of them up to four times: the tests need seconds, not hours.
    @Test(.timeLimit(.minutes(5)))
    func `a million categories are dealt with`() throws {
        let count = 1_000_000
        func counts(_ seed: UInt64, _ frequent: Range<Int>) -> CategoryCounts {
            var generator = SplitMix64(seed: seed)
            return CategoryCounts(
                (0..<count).map { category in
                    let isFrequent = category % 100 == 0 && frequent.contains(category)
                    return (.integer(Int64(category)), isFrequent ? 50 : Int(generator.next() % 3))
                })
        }
        let pair = ColumnPair.categorical(
            try CategoryPair(reference: counts(1, 0..<500_000), current: counts(2, 500_000..<count)))
        for test in StatTestCatalog.all where test.columnKinds.contains(.categorical) {
            guard let outcome = test.outcome(pair, settings: StatTestSettings()) else { continue }
            #expect(outcome.score.isFinite)
        }
        let outcome = try #require(JensenShannonDistance.outcome(pair, settings: StatTestSettings()))
        let verdict = JensenShannonDistance.verdict(outcome, on: pair, threshold: 0.1, settings: StatTestSettings())
        // 5,000 frequent categories are gone and as many have come.
        #expect(verdict == .drift)
    }

    private func check(_ test: any StatTest.Type, _ pair: ColumnPair, _ comment: Comment) {
        for settings in Self.settings {
            guard let outcome = test.outcome(pair, settings: settings) else { continue }
            // Evidently divides by 0 where the reference lacks a category, and large distances by 0.001.
            #expect(outcome.score.isFinite || settings == .evidently && !outcome.score.isNaN, comment)
            if let pValue = outcome.pValue { #expect((0...1).contains(pValue), comment) }
            let threshold = test.decision.defaultThreshold
            let verdict = test.verdict(outcome, on: pair, threshold: threshold, settings: settings)
            #expect((verdict == nil) == (test.decision.decidingValue(of: outcome) == nil), comment)
        }
    }
}
