import Testing
import TestSupport

@testable import Statistics

/// How often samples of one distribution drift, and samples of two do not; with a fixed seed.
struct StatTestChanceTests {
    private static let settings = StatTestSettings()
    private static let repetitions = 100
    /// Of so many repetitions at a level of 5 %, twelve and more drift once in 200 times.
    private static let mostAlarms = 11

    private struct Alarms {
        /// Scores that reach the threshold.
        var reached = 0
        var drifted = 0

        mutating func add(_ test: any StatTest.Type, _ pair: ColumnPair) throws {
            let threshold = test.decision.defaultThreshold
            let found = test.outcome(pair, settings: settings)
            let outcome = try #require(found)
            if test.decision.isDrift(outcome, threshold: threshold) == true { reached += 1 }
            let verdict = test.verdict(outcome, on: pair, threshold: threshold, settings: settings)
            if verdict == .drift { drifted += 1 }
        }
    }

    private static let numerical: [(any StatTest.Type, RandomColumns.Shape, Int, Int)] = [
        (WassersteinDistance.self, .normal, 1001, 200), (WassersteinDistance.self, .heavyTailed, 1001, 200),
        (WassersteinDistance.self, .spiked, 200, 200), (RawWassersteinDistance.self, .heavyTailed, 1001, 200),
        (EnergyDistance.self, .heavyTailed, 1001, 200), (PopulationStabilityIndex.self, .normal, 200, 200),
        (PopulationStabilityIndex.self, .normal, 1001, 50), (JensenShannonDistance.self, .normal, 1001, 100),
        (HellingerDistance.self, .tied, 200, 200), (KullbackLeiblerDivergence.self, .normal, 1001, 50),
        (EppsSingleton.self, .normal, 1001, 50), (WelchTTest.self, .spiked, 1001, 5),
    ]

    /// Each of these reaches its threshold in at least a tenth of all repetitions though nothing has changed.
    @Test(arguments: numerical.indices)
    func `samples of one distribution seldom drift`(index: Int) throws {
        let (test, shape, n, m) = Self.numerical[index]
        var columns = RandomColumns(seed: index + 40)
        var alarms = Alarms()
        for _ in 0..<Self.repetitions {
            let pair = try ColumnPair(columns.numbers(shape, n), columns.numbers(shape, m))
            try alarms.add(test, try #require(pair))
        }
        print("\(test.name), \(shape), \(n)/\(m): \(alarms.reached) % reach the threshold, \(alarms.drifted) % drift")
        #expect(alarms.reached >= 10)
        #expect(alarms.drifted <= Self.mostAlarms)
    }

    private static let categorical: [(any StatTest.Type, Int, Int, Int)] = [
        (JensenShannonDistance.self, 20, 1001, 200), (JensenShannonDistance.self, 200, 1001, 1001),
        (PopulationStabilityIndex.self, 20, 1001, 200), (KullbackLeiblerDivergence.self, 200, 1001, 200),
        (HellingerDistance.self, 50, 1001, 200), (LInfinityDistance.self, 5, 200, 50),
        (ChiSquare.self, 200, 1001, 5), (GTest.self, 200, 1001, 1001),
    ]

    @Test(arguments: categorical.indices)
    func `categories of one distribution seldom drift`(index: Int) throws {
        let (test, categories, n, m) = Self.categorical[index]
        var columns = RandomColumns(seed: index + 90)
        var alarms = Alarms()
        for _ in 0..<Self.repetitions {
            try alarms.add(test, ColumnPair(columns.counts(categories, n), columns.counts(categories, m)))
        }
        print(
            "\(test.name), \(categories), \(n)/\(m): \(alarms.reached) % reach the threshold, \(alarms.drifted) % drift"
        )
        #expect(alarms.reached >= 10)
        #expect(alarms.drifted <= Self.mostAlarms)
    }

    /// What is there is found: half a standard deviation, and a hundredth of the values gone astray.
    @Test(arguments: [WassersteinDistance.self, EnergyDistance.self] as [any StatTest.Type])
    func `drift is more than chance`(test: any StatTest.Type) throws {
        var columns = RandomColumns(seed: 7)
        var alarms = Alarms()
        for _ in 0..<20 {
            let moved = columns.numbers(.normal, 200, shift: 0.5)
            try alarms.add(test, try #require(try ColumnPair(columns.numbers(.normal, 1001), moved)))
            let astray = columns.numbers(.normal, 1980) + Array(repeating: 100, count: 20)
            try alarms.add(test, try #require(try ColumnPair(columns.numbers(.normal, 2000), astray)))
        }
        #expect(alarms.drifted == 40)
    }

    @Test func `categories that come and go are more than chance`() throws {
        var columns = RandomColumns(seed: 8)
        let tests: [any StatTest.Type] = [
            JensenShannonDistance.self, PopulationStabilityIndex.self, KullbackLeiblerDivergence.self,
            HellingerDistance.self, LInfinityDistance.self, TotalVariationDistance.self,
        ]
        for test in tests {
            var alarms = Alarms()
            for _ in 0..<10 {
                var current = columns.counts(20, 200)
                current["new", default: 0] += 40
                try alarms.add(test, ColumnPair(columns.counts(20, 1001), current))
            }
            #expect(alarms.drifted == 10, "\(test.name)")
        }
    }

    @Test func `Evidently does not ask for chance`() throws {
        let pair = try #require(try ColumnPair([1, 2, 3], [1.5, 2.5, 3.5]))
        let settings = StatTestSettings.evidently
        let outcome = try #require(WassersteinDistance.outcome(pair, settings: settings))
        let verdict = WassersteinDistance.verdict(outcome, on: pair, threshold: 0.1, settings: settings)
        #expect(verdict == .drift)
        let ours = WassersteinDistance.verdict(outcome, on: pair, threshold: 0.1, settings: Self.settings)
        #expect(ours == .withinChance)
    }
}
