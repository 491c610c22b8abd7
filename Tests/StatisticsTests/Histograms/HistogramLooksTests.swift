import TestSupport
import Testing

@testable import Statistics

/// What a closer look is good for is exact afterwards, to the last bit.
struct HistogramLooksTests {
    private static let limits = BucketLimits(keys: 200, buckets: 64)
    /// Tests that depend on counts at some places alone.
    private static let exact: [any StatTest.Type] = [
        KolmogorovSmirnov.self, PopulationStabilityIndex.self, JensenShannonDistance.self, HellingerDistance.self,
        KullbackLeiblerDivergence.self,
    ]

    private func expectExact(_ columns: BucketedColumns, _ settings: StatTestSettings, _ comment: String) throws {
        for test in Self.exact where !test.needsEveryValue(settings) {
            var columns = columns
            let looks = try columns.narrow(for: test, settings: settings)
            #expect(looks < 20, "\(test.name) of \(comment)")
            let outcome = test.outcome(.bucketed(columns.histograms), settings: settings)
            #expect(outcome == test.outcome(.numerical(columns.kept), settings: settings), "\(test.name) of \(comment)")
            #expect(outcome?.scoreError == nil)
        }
    }

    @Test(arguments: RandomColumns.Shape.allCases, [Compatibility.none, .evidently])
    func `counts and p-values are those of all numbers`(shape: RandomColumns.Shape, compat: Compatibility) throws {
        for (n, m, seed) in [(2000, 1500, 1), (2500, 3, 2), (90, 2000, 3), (1000, 1000, 4)] {
            var random = RandomColumns(seed: seed)
            let (left, right) = (random.numbers(shape, n), random.numbers(shape, m, shift: 0.1))
            let columns = try #require(try BucketedColumns(left, right, limits: Self.limits))
            try expectExact(columns, StatTestSettings(compatibility: compat), "\(shape), \(n), \(m)")
        }
    }

    @Test(arguments: HardNumbers.allCases)
    func `counts and p-values are exact where numbers are hard`(shape: HardNumbers) throws {
        for seed in 0..<3 as Range<UInt64> {
            let columns = try #require(
                try BucketedColumns(
                    shape.numbers(1500, seed: seed, shift: 0), shape.numbers(1200, seed: seed + 50, shift: 0.1),
                    limits: Self.limits))
            try expectExact(columns, StatTestSettings(), "\(shape), \(seed)")
        }
    }

    /// Beyond 2⁵³ several integers have one double: buckets tell them apart all the same.
    @Test func `counts of integers of 64 bits are exact`() throws {
        for seed in 0..<3 as Range<UInt64> {
            var generator = SplitMix64(seed: seed)
            func numbers(_ count: Int, below bound: UInt64) -> [Int64] {
                (0..<count).map { _ in .max - Int64(generator.next() % bound) }
            }
            let close = try #require(
                try BucketedColumns(
                    integers: numbers(1500, below: 3000), numbers(1200, below: 3100), limits: Self.limits))
            try expectExact(close, StatTestSettings(), "close, \(seed)")
            let any = (0..<1500).map { _ in Int64(bitPattern: generator.next()) }
            let far = try #require(
                try BucketedColumns(integers: any + [.min, .max], any.map { $0 &+ 1 << 58 }, limits: Self.limits))
            try expectExact(far, StatTestSettings(), "far, \(seed)")
        }
    }

    @Test(arguments: RandomColumns.Shape.allCases)
    func `a sample in buckets says what all numbers say`(shape: RandomColumns.Shape) throws {
        var random = RandomColumns(seed: 3)
        let numbers = random.numbers(shape, 3000)
        var columns = try #require(try BucketedColumns(numbers, random.numbers(shape, 100), limits: Self.limits))
        let kept = NumberSample.sorted(columns.kept.reference)
        func questions(_ sample: NumberSample) -> SampleQuestions {
            var questions = SampleQuestions()
            questions.places = [0, 1, 299, 300, 749, 750, 1500, 2250, 2251, 2998, 2999]
            questions.bounds = [0...0, 0.25...0.25, numbers[7]...numbers[7]] + OutlierFences.bounds(sample)
            return questions
        }
        let before = columns.histograms.reference
        #expect(
            [before.count, before.zeroCount, before.negativeCount] == [kept.count, kept.zeroCount, kept.negativeCount])
        #expect(
            [before.minimum, before.maximum, before.sum, before.mean] == [
                kept.minimum, kept.maximum, kept.sum, kept.mean,
            ])
        for (ours, theirs) in [
            (before.standardDeviation, kept.standardDeviation),
            (before.populationStandardDeviation, kept.populationStandardDeviation),
        ] {
            let expected = try #require(theirs)
            #expect(abs(try #require(ours) - expected) <= 1e-13 * expected)
        }
        _ = try columns.narrow { $0.reference.openRanges(questions($0.reference)) }
        let after = columns.histograms.reference
        for probability in [0, 0.1, 0.25, 0.5, 0.75, 1] {
            #expect(after.quantile(probability) == kept.quantile(probability), "\(probability)")
        }
        #expect(after.medianCount == kept.medianCount)
        for value in [0, 0.25, numbers[7]] { #expect(after.count(of: value) == kept.count(of: value)) }
        let fences = try #require(OutlierFences(after))
        #expect(fences == OutlierFences(kept))
        #expect(fences.outlierCount(after) == fences.outlierCount(kept))
    }

    @Test func `few distinct numbers lose nothing`() throws {
        var random = RandomColumns(seed: 3)
        let (left, right) = (random.numbers(.whole, 3000), random.numbers(.whole, 2000, shift: 1))
        let columns = try #require(try BucketedColumns(left, right, limits: Self.limits))
        let (ours, exact) = (ColumnPair.bucketed(columns.histograms), ColumnPair.numerical(columns.kept))
        #expect(ours.distinctCount == exact.distinctCount)
        #expect(ours.categories == exact.categories)
        #expect(StatTestCatalog.automatic(for: ours).name == StatTestCatalog.automatic(for: exact).name)
        for test in StatTestCatalog.all where !test.columnKinds.isDisjoint(with: [.numerical, .categorical]) {
            guard !test.needsEveryValue(StatTestSettings()) else { continue }
            let outcome = test.outcome(ours, settings: StatTestSettings())
            #expect(outcome?.scoreError == nil, "\(test.name)")
            guard let score = test.outcome(exact, settings: StatTestSettings())?.score else {
                #expect(outcome == nil, "\(test.name)")
                continue
            }
            #expect(abs(try #require(outcome, "\(test.name)").score - score) <= 1e-12 * abs(score), "\(test.name)")
        }
    }

    @Test func `a look at other numbers than before is noticed`() throws {
        var random = RandomColumns(seed: 3)
        let numbers = random.numbers(.normal, 2000)
        let columns = try #require(try BucketedColumns(numbers, numbers, limits: Self.limits))
        var sample = columns.histograms.reference
        let ranges = sample.openRanges(SampleQuestions())
        var look = try #require(sample.look(at: ranges, limits: Self.limits))
        try look.update(TestColumn.doubles(numbers + [columns.kept.reference.quantile(0.5)]))
        let isRefined = sample.refine(ranges, by: look)
        #expect(!isRefined)
    }
}
