import Foundation
import Testing

@testable import Statistics

/// Every raw value of scipy that is recorded, field by field.
struct SciPyGoldenTests {
    private let golden: Golden

    init() throws {
        golden = try Golden.load()
    }

    /// Columns with two or three values, whose covariance has rank 1 or 2 by construction. Where scipy's rounding errors
    /// exceed a 10⁻¹⁵th, which depends on the processor's order of summation, it takes them for one direction more.
    static let takenForFullRank = [
        "small/bin01_float", "large/bin01", "large/bin01_float", "large/int_3values", "xl/bin01",
    ]
    static let roundingRank = "scipy takes rounding errors for a direction in which values vary"
    private static let apart = "two different constants have no covariance; scipy divides by its rounding errors"
    private static let explained: [String: String] = {
        let ranks = takenForFullRank.flatMap { ["\($0)/es 0", "\($0)/es 1"] }.map { ($0, roundingRank) }
        let constants = ["tiny", "small", "equal", "large"].map { ("\($0)/const_diff/es 0", apart) }
        return Dictionary(uniqueKeysWithValues: ranks + constants)
    }()

    @Test func `raw statistics agree with scipy`() throws {
        let columns = GoldenColumns()
        var agreement = Agreement("scipy")
        var failures = 0
        for entry in golden.scipy {
            let type = entry.fields["keys"] == nil ? "num" : "cat"
            let pair = try #require(try columns.pair(entry.group, entry.column, type: type))
            for field in entry.fields.keys.sorted() {
                let name = "\(entry.group)/\(entry.column)/\(field)"
                if field == "keys" {
                    try compareKeys(pair.categories, entry)
                    continue
                }
                let ours = try #require(values(field, pair), "\(name) is not compared")
                guard let recorded = entry[field] else {
                    failures += 1
                    #expect(ours.allSatisfy { $0 == nil }, "\(name): scipy fails")
                    continue
                }
                try #require(ours.count == recorded.count, "\(name)")
                let tolerance = Self.tolerance(field)
                for (place, (ours, recorded)) in zip(ours, recorded).enumerated() {
                    agreement.compare(
                        ours, recorded, relative: tolerance.relative, absolute: tolerance.absolute, "\(name) \(place)")
                }
            }
        }
        print("golden scipy: \(failures) undefined, where scipy fails")
        agreement.report(explained: Self.explained)
    }

    private static func tolerance(_ field: String) -> (relative: Double, absolute: Double) {
        switch field {
        // The criterion is the difference of two numbers as large as the sample.
        case "cvm": (1e-9, 1e-11)
        case "anderson", "es": (1e-8, 0)
        case "wasserstein", "energy", "mean_std0_std1_ref": (1e-12, 1e-15)
        default: (1e-9, 1e-14)
        }
    }

    /// Our values for a field; nil if there is no such field.
    private func values(_ field: String, _ pair: ColumnPair) -> [Double?]? {
        switch field {
        case "n_ref": return [Double(pair.referenceCount)]
        case "n_cur": return [Double(pair.currentCount)]
        case "ref_counts": return pair.categories.entries.map { Double($0.reference) }
        case "cur_counts": return pair.categories.entries.map { Double($0.current) }
        case "tvd": return [TotalVariationDistance.outcome(pair, settings: StatTestSettings())?.score]
        case "chisquare": return numbers(ChiSquare.self, pair, .evidently)
        case "chi2_contingency":
            return numbers(ChiSquare.self, pair, StatTestSettings()) + [Double(pair.categories.entries.count - 1)]
        default: return pair.samples.flatMap { values(field, pair, $0) }
        }
    }

    private func values(_ field: String, _ pair: ColumnPair, _ samples: SamplePair) -> [Double?]? {
        let (n, m) = (samples.reference.count, samples.current.count)
        switch field {
        case "mean_std0_std1_ref":
            let reference = samples.reference
            return [reference.mean, reference.populationStandardDeviation, reference.standardDeviation]
        case "ks": return numbers(KolmogorovSmirnov.self, pair, StatTestSettings())
        case "ks_asymp":
            let effective = (Double(n) * Double(m) / Double(n + m)).rounded(.toNearestOrEven)
            guard let statistic = KolmogorovSmirnov.outcome(pair, settings: .evidently)?.score else { return nil }
            return [statistic, OneSampleKolmogorovDistribution.survival(statistic, count: effective)]
        case "mannw_less": return [u(samples), MannWhitney.outcome(pair, settings: .evidently)?.pValue]
        case "mannw_two-sided": return [u(samples), MannWhitney.outcome(pair, settings: StatTestSettings())?.pValue]
        case "mannw_greater":
            let sums = samples.rankSums
            let pValue = MannWhitneyDistribution.survival(
                twice: sums.twiceU, n, m, hasTies: sums.hasTies, tieTerm: sums.tieTerm)
            return [u(samples), pValue]
        case "anderson": return numbers(AndersonDarling.self, pair, .evidently)
        case "cvm":
            let criterion = samples.rankSums.cramerVonMisesOfRanks
            return [criterion, CramerVonMisesDistribution.pValue(criterion, n, m)]
        case "es": return numbers(EppsSingleton.self, pair, .evidently)
        case "ttest": return tTest(StudentTTest.outcome(pair, settings: .evidently), samples, \.studentDegrees)
        case "welch":
            // Two equal constants have no t; the test says that they are unchanged.
            let outcome = pair.isConstant ? nil : WelchTTest.outcome(pair, settings: .evidently)
            return tTest(outcome, samples, \.welchDegrees)
        case "wasserstein": return [RawWassersteinDistance.outcome(pair, settings: StatTestSettings())?.score]
        case "energy": return [EnergyDistance.outcome(pair, settings: StatTestSettings())?.score]
        default: return nil
        }
    }

    private func numbers(_ test: any StatTest.Type, _ pair: ColumnPair, _ settings: StatTestSettings) -> [Double?] {
        let outcome = test.outcome(pair, settings: settings)
        return [outcome?.score, outcome?.pValue]
    }

    private func u(_ samples: SamplePair) -> Double { Double(samples.rankSums.twiceU) / 2 }

    /// With the sign of the difference, which the score has not; infinite where it is the largest number.
    private func tTest(
        _ outcome: StatTestOutcome?, _ samples: SamplePair, _ degrees: KeyPath<MeanDifference, Double>
    ) -> [Double?] {
        let sign = (samples.reference.mean ?? 0) < (samples.current.mean ?? 0) ? -1.0 : 1.0
        let t = outcome.map { $0 == .apart ? .infinity : $0.score }
        return [t.map { $0 * sign }, outcome?.pValue, MeanDifference(samples.numbers)?[keyPath: degrees]]
    }

    private func compareKeys(_ categories: CategoryPair, _ entry: Golden.SciPyCase) throws {
        guard case .texts(let keys) = entry.fields["keys"] else {
            Issue.record("\(entry.group)/\(entry.column): no keys")
            return
        }
        let labels = categories.entries.map { entry in
            if case .boolean(let value) = entry.category { value ? "True" : "False" } else { entry.category.label }
        }
        #expect(labels == keys, "\(entry.group)/\(entry.column)")
    }
}
