import Foundation
import Testing

@testable import Statistics

/// Values that scipy 1.17.1 gives; `scripts/make-stattest-fixtures.py` records them.
struct RecordedStatTestsTests {
    private struct Recorded: Decodable {
        struct Sample: Decodable {
            let n, m, modulus: Int
            let shift: Double
            let mannWhitney, mannWhitneyLess, cramerVonMises, andersonDarling, eppsSingleton, student, welch: [Double]?
            let energy, wasserstein: Double

            func values(_ count: Int, shift: Double) -> [Double] {
                (0..<count).map { Double(($0 * 7919 + 13) % modulus) + shift }
            }

            func pair() throws -> ColumnPair? { try ColumnPair(values(n, shift: 0), values(m, shift: shift)) }
        }

        struct Table: Decodable {
            let table: [Int]
            let pValue: Double
        }

        struct Counts: Decodable {
            let reference, current: [Int]
            let tvd, lInfinity, jensenShannon, hellinger, psi, kullbackLeibler: Double
            let pearson, likelihood: [Double]?
        }

        let numerical: [Sample]
        let tables: [Table]
        let counts: [Counts]
    }

    private let recorded: Recorded

    init() throws {
        let file = URL(filePath: #filePath).appending(path: "../../Fixtures/statistics/stattests.json")
        recorded = try JSONDecoder().decode(Recorded.self, from: Data(contentsOf: file.standardizedFileURL))
    }

    /// What agrees, and how closely.
    private struct Comparison {
        private(set) var count = 0
        private(set) var largest = 0.0
        private var worst = ""

        /// - Parameter absolute: An error that also suffices: of p-values that scipy computes as 1 − F.
        mutating func compare(
            _ ours: Double?, _ theirs: Double, relative: Double, absolute: Double = 0, _ name: String
        ) throws {
            let ours = try #require(ours, "\(name) is undefined")
            count += 1
            let error = abs(ours - theirs)
            if error > absolute, error > largest * abs(theirs) { (largest, worst) = (error / abs(theirs), name) }
            #expect(error <= max(relative * abs(theirs), absolute), "\(name): \(ours), recorded \(theirs)")
        }

        mutating func compare(
            _ outcome: StatTestOutcome?, _ theirs: [Double]?, relative: Double, absolute: Double = 0, _ name: String
        ) throws {
            guard let theirs else {
                #expect(outcome == nil || outcome == .unchanged || outcome == .apart, "\(name)")
                return
            }
            try compare(outcome?.score, theirs[0], relative: relative, absolute: absolute, "\(name) statistic")
            try compare(outcome?.pValue, theirs[1], relative: relative, absolute: absolute, "\(name) p")
        }

        func report(_ what: String) {
            print("scipy \(what): \(count) values, largest relative error \(largest) \(worst)")
        }
    }

    private func forEachSample(_ body: (ColumnPair, SamplePair, Recorded.Sample, String) throws -> Void) throws {
        #expect(recorded.numerical.count > 500)
        for sample in recorded.numerical {
            let pair = try #require(try sample.pair())
            let samples = try #require(pair.samples)
            try body(pair, samples, sample, "\(sample.n)/\(sample.m), modulus \(sample.modulus) + \(sample.shift)")
        }
    }

    @Test func `Mann and Whitney's test agrees`() throws {
        var comparison = Comparison()
        try forEachSample { pair, samples, sample, name in
            let twoSided = try #require(sample.mannWhitney)
            let outcome = MannWhitney.outcome(pair, settings: StatTestSettings())
            let u = Double(samples.rankSums.twiceU) / 2
            let correlation = abs(2 * u / Double(sample.n * sample.m) - 1)
            try comparison.compare(u, twoSided[0], relative: 0, "\(name) U")
            try comparison.compare(outcome?.score, correlation, relative: 1e-12, absolute: 1e-15, "\(name) correlation")
            try comparison.compare(outcome?.pValue, twoSided[1], relative: 1e-9, "\(name) p")
            let less = try #require(sample.mannWhitneyLess)
            let oneSided = MannWhitney.outcome(pair, settings: .evidently)?.pValue
            try comparison.compare(oneSided, less[1], relative: 1e-9, "\(name) one-sided p")
        }
        comparison.report("Mann-Whitney")
    }

    /// Exact up to 20 values a side. With ties the criterion is scipy's only where Evidently is followed.
    @Test func `Cramér and von Mises' test agrees`() throws {
        var comparison = Comparison()
        try forEachSample { pair, samples, sample, name in
            guard let recorded = sample.cramerVonMises else {
                #expect(CramerVonMises.outcome(pair, settings: StatTestSettings()) == nil, "\(name)")
                return
            }
            let sums = samples.rankSums
            let ranks = sums.cramerVonMisesOfRanks
            let pValue = CramerVonMisesDistribution.pValue(ranks, sample.n, sample.m)
            // scipy's criterion is the difference of two numbers as large as the sample.
            let lost = 1e-15 * Double(sample.n + sample.m)
            try comparison.compare(ranks, recorded[0], relative: 1e-12, absolute: lost, "\(name) T")
            try comparison.compare(pValue, recorded[1], relative: 1e-9, absolute: 1e-14 + lost, "\(name) p")
            if !sums.hasTies {
                let outcome = CramerVonMises.outcome(pair, settings: StatTestSettings())
                try comparison.compare(outcome, [ranks, pValue], relative: 0, "\(name) without ties")
            }
        }
        comparison.report("Cramér-von Mises")
    }

    @Test func `tests of distributions and means agree`() throws {
        var comparison = Comparison()
        let settings = StatTestSettings()
        try forEachSample { pair, _, sample, name in
            try comparison.compare(
                AndersonDarling.outcome(pair, settings: settings), sample.andersonDarling, relative: 1e-8,
                "\(name) Anderson-Darling")
            try comparison.compare(
                StudentTTest.outcome(pair, settings: settings), sample.student.map { [abs($0[0]), $0[1]] },
                relative: 1e-9, absolute: 1e-15, "\(name) Student")
            try comparison.compare(
                WelchTTest.outcome(pair, settings: settings), sample.welch.map { [abs($0[0]), $0[1]] },
                relative: 1e-9, absolute: 1e-15, "\(name) Welch")
            guard let recorded = sample.eppsSingleton else { return }
            let outcome = EppsSingleton.outcome(pair, settings: settings)
            try comparison.compare(outcome?.score, recorded[0], relative: 1e-8, absolute: 1e-11, "\(name) W")
            try comparison.compare(outcome?.pValue, recorded[1], relative: 1e-8, absolute: 1e-300, "\(name) W p")
        }
        comparison.report("Anderson-Darling, Student, Welch, Epps-Singleton")
    }

    @Test func `distances agree`() throws {
        var comparison = Comparison()
        let settings = StatTestSettings()
        try forEachSample { pair, _, sample, name in
            try comparison.compare(
                EnergyDistance.outcome(pair, settings: settings)?.score, sample.energy, relative: 1e-12,
                absolute: 1e-15, "\(name) energy")
            try comparison.compare(
                RawWassersteinDistance.outcome(pair, settings: settings)?.score, sample.wasserstein, relative: 1e-12,
                absolute: 1e-15, "\(name) Wasserstein")
        }
        comparison.report("distances")
    }

    /// Margins of different size, and tables whose mirror image is as probable.
    @Test func `Fisher's exact test agrees`() throws {
        var comparison = Comparison()
        for entry in recorded.tables {
            let table = entry.table
            let pair = ColumnPair(["a": table[0], "b": table[1]], ["a": table[2], "b": table[3]])
            let outcome = FisherExact.outcome(pair, settings: StatTestSettings())
            // scipy's probabilities are good to nine digits for a million values.
            let relative = table.reduce(0, +) > 100_000 ? 1e-8 : 1e-12
            try comparison.compare(outcome?.pValue, entry.pValue, relative: relative, "\(table)")
        }
        comparison.report("Fisher")
    }

    @Test func `tests on counts agree`() throws {
        var comparison = Comparison()
        for entry in recorded.counts {
            func labels(_ counts: [Int]) -> [String: Int] {
                Dictionary(uniqueKeysWithValues: counts.enumerated().map { ("\($0.offset)", $0.element) })
            }
            let pair = ColumnPair(labels(entry.reference), labels(entry.current))
            let name = "\(entry.reference) \(entry.current)"
            let scores: [(any StatTest.Type, Double)] = [
                (TotalVariationDistance.self, entry.tvd), (LInfinityDistance.self, entry.lInfinity),
                (JensenShannonDistance.self, entry.jensenShannon), (HellingerDistance.self, entry.hellinger),
                (PopulationStabilityIndex.self, entry.psi), (KullbackLeiblerDivergence.self, entry.kullbackLeibler),
            ]
            for (test, score) in scores {
                let ours = test.outcome(pair, settings: StatTestSettings())?.score
                try comparison.compare(ours, score, relative: 1e-12, absolute: 1e-15, "\(name) \(test.name)")
            }
            try comparison.compare(
                ChiSquare.outcome(pair, settings: StatTestSettings()), entry.pearson, relative: 1e-9, absolute: 1e-14,
                "\(name) chi-square")
            try comparison.compare(
                GTest.outcome(pair, settings: StatTestSettings()), entry.likelihood, relative: 1e-9, absolute: 1e-13,
                "\(name) G")
        }
        comparison.report("counts")
    }
}
