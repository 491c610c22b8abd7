import TestSupport
import Testing

@testable import Statistics

/// What buckets say of two samples holds of every number in them.
struct HistogramBoundsTests {
    private static let tests = StatTestCatalog.all.filter { test in
        test.columnKinds.contains(.numerical) && !test.needsEveryValue(StatTestSettings())
    }
    private static let sizes = [(2000, 1500), (3000, 1), (40, 2500), (1, 2000), (900, 900)]
    private static let limits = BucketLimits(keys: 300, buckets: 64)

    /// The outcome of buckets as against that of all numbers.
    private func expectBounds(
        _ columns: BucketedColumns, _ comment: String, _ settings: StatTestSettings = StatTestSettings()
    ) {
        // Numbers that hardly differ have moments that two passes over them lose and exact sums do not.
        let (mean, deviation) = (columns.kept.reference.mean, columns.kept.reference.populationStandardDeviation)
        let isLost = abs(mean ?? 0) > 1e6 * (deviation ?? 0)
        for test in Self.tests where !isLost || test.name != "t_test" && test.name != "welch" {
            let outcome = test.outcome(.bucketed(columns.histograms), settings: settings)
            let exact = test.outcome(.numerical(columns.kept), settings: settings)
            guard let outcome, let exact else {
                // Buckets leave bins undefined, never anything else that is defined.
                #expect(
                    outcome == nil || exact == nil && outcome?.score.isFinite == true, "\(test.name) of \(comment)")
                continue
            }
            let error = (outcome.scoreError ?? 0) + 1e-9 * abs(exact.score)
            #expect(abs(outcome.score - exact.score) <= error, "\(test.name) of \(comment)")
            if let value = exact.pValue, let most = outcome.pValue, let least = outcome.leastPValue {
                // The limit law of Cramér and von Mises leaves out terms below 10⁻⁷, as scipy does.
                let slack = 1e-9 * value + (test == CramerVonMises.self ? 1e-6 : 1e-14)
                #expect(
                    least - slack <= value && value <= most + slack, "p-value of \(test.name) of \(comment): \(value)")
            } else {
                #expect(exact.pValue == nil && outcome.pValue == nil)
            }
        }
    }

    @Test(arguments: RandomColumns.Shape.allCases)
    func `outcomes are within their bounds`(shape: RandomColumns.Shape) throws {
        for seed in 0..<6 {
            for (n, m) in Self.sizes {
                var random = RandomColumns(seed: seed)
                let (left, right) = (random.numbers(shape, n), random.numbers(shape, m, shift: Double(seed % 3) * 0.1))
                let columns = try #require(try BucketedColumns(left, right, limits: Self.limits))
                expectBounds(columns, "\(shape), \(n), \(m), \(seed)")
            }
        }
    }

    @Test(arguments: HardNumbers.allCases)
    func `outcomes are within their bounds where numbers are hard`(shape: HardNumbers) throws {
        for seed in 0..<6 as Range<UInt64> {
            for (n, m) in Self.sizes {
                let left = shape.numbers(n, seed: seed, shift: 0)
                let right = shape.numbers(m, seed: seed + 100, shift: Double(seed % 3) * 0.1)
                let columns = try #require(try BucketedColumns(left, right, limits: Self.limits))
                expectBounds(columns, "\(shape), \(n), \(m), \(seed)")
            }
        }
    }

    @Test func `outcomes of integers of 64 bits are within their bounds`() throws {
        for seed in 0..<6 as Range<UInt64> {
            var generator = SplitMix64(seed: seed)
            for shift in [0, 40, 62] as [UInt64] {
                let left = (0..<1000).map { _ in Int64(bitPattern: generator.next()) >> shift }
                let right = (0..<800).map { _ in Int64(bitPattern: generator.next()) >> shift }
                let columns = try #require(try BucketedColumns(integers: left, right, limits: Self.limits))
                expectBounds(columns, "integers, \(shift), \(seed)")
            }
            // Numbers given in the order of time, close together and beyond 2⁵³.
            let left = (0..<1000).map { _ in 1_700_000_000_000_000_000 + Int64(generator.next() % 5000) }
            let right = (0..<800).map { _ in 1_700_000_000_000_000_000 + Int64(generator.next() % 5100) }
            let columns = try #require(try BucketedColumns(integers: left, right, limits: Self.limits))
            expectBounds(columns, "times, \(seed)")
            let mixed = try #require(
                try BucketedColumns(integers: left, reals: right.map(Double.init), limits: Self.limits))
            expectBounds(mixed, "integers and reals, \(seed)")
        }
    }

    @Test(arguments: RandomColumns.Shape.allCases)
    func `closer looks leave outcomes within narrower bounds`(shape: RandomColumns.Shape) throws {
        var random = RandomColumns(seed: 1)
        let (left, right) = (random.numbers(shape, 4000), random.numbers(shape, 3000, shift: 0.05))
        for test in Self.tests {
            var columns = try #require(
                try BucketedColumns(left, right, limits: BucketLimits(keys: 300, buckets: 256)))
            let before = test.outcome(.bucketed(columns.histograms), settings: StatTestSettings())
            _ = try columns.narrow(for: test, settings: StatTestSettings())
            expectBounds(columns, "\(shape) after a look for \(test.name)")
            let after = test.outcome(.bucketed(columns.histograms), settings: StatTestSettings())
            if let before { #expect(try #require(after).scoreError ?? 0 <= before.scoreError ?? 0) }
        }
    }

    /// Of well-behaved numbers a thousandth is enough, whether they drift or not. What chance makes of the difference is as
    /// much, measured in buckets, as of ten million values in 65,536.
    @Test(arguments: [RandomColumns.Shape.normal, .uniform, .heavyTailed], [0, 0.1])
    func `the Wasserstein distance is known to a thousandth`(shape: RandomColumns.Shape, shift: Double) throws {
        var random = RandomColumns(seed: 5)
        let (left, right) = (random.numbers(shape, 60_000), random.numbers(shape, 60_000, shift: shift))
        var columns = try #require(
            try BucketedColumns(left, right, limits: BucketLimits(keys: 20_000, buckets: 4096)))
        let looks = try columns.narrow(for: RawWassersteinDistance.self, settings: StatTestSettings())
        #expect(looks <= 3)
        let outcome = try #require(
            RawWassersteinDistance.outcome(.bucketed(columns.histograms), settings: StatTestSettings()))
        #expect((outcome.scoreError ?? 0) / outcome.score <= 1e-3)
    }

    @Test func `a threshold within the bounds leaves the verdict open, and any other does not`() throws {
        var random = RandomColumns(seed: 9)
        let (left, right) = (random.numbers(.normal, 3000), random.numbers(.normal, 3000, shift: 0.3))
        let columns = try #require(try BucketedColumns(left, right, limits: Self.limits))
        let pair = ColumnPair.bucketed(columns.histograms)
        let outcome = try #require(WassersteinDistance.outcome(pair, settings: StatTestSettings()))
        let error = try #require(outcome.scoreError)
        func verdict(_ threshold: Double) -> Verdict? {
            WassersteinDistance.verdict(outcome, on: pair, threshold: threshold, settings: StatTestSettings())
        }
        #expect(verdict(outcome.score) == .undecided)
        #expect(verdict(outcome.score + 0.9 * error) == .undecided)
        #expect(verdict(outcome.score + 1.1 * error) == .noDrift)
        #expect(verdict(outcome.score - 1.1 * error) == .drift)
        // Neither is certain of a p-value that may be on either side.
        let ranks = try #require(CramerVonMises.outcome(pair, settings: StatTestSettings()))
        let middle = (try #require(ranks.pValue) + (try #require(ranks.leastPValue))) / 2
        #expect(CramerVonMises.verdict(ranks, on: pair, threshold: middle, settings: StatTestSettings()) == .undecided)
    }
}
