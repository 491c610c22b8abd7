import Foundation
import Statistics
import Testing

/// Every recorded value of the statistical tests in the catalogue, with Evidently's definitions.
struct StatTestGoldenTests {
    let golden: Golden

    init() throws {
        golden = try Golden.load()
    }

    /// p-values to 1e-9, distances to 1e-12; Evidently's z-test loses everything below 1e-15 by cancellation.
    private static func tolerance(_ test: any StatTest.Type) -> (relative: Double, absolute: Double) {
        test.decision.basis == .pValue ? (1e-9, test == ZTest.self ? 1e-15 : 0) : (1e-12, 1e-15)
    }

    @Test func `statistical tests agree with Evidently`() throws {
        let columns = GoldenColumns()
        var scores = Agreement("stattests")
        var verdicts = 0
        for entry in golden.stattests {
            guard let test = StatTestCatalog.named(entry.test) else { continue }
            let name = "\(entry.group)/\(entry.column)/\(entry.test)"
            let pair = try columns.pair(entry.group, entry.column, type: entry.type)
            let outcome = pair.flatMap { test.outcome($0, settings: .evidently) }
            if let error = entry.error {
                Issue.record("\(name): Evidently failed with \(error), what do we do?")
                continue
            }
            let tolerance = Self.tolerance(test)
            scores.compare(
                outcome.flatMap(test.decision.decidingValue), try #require(entry.score).value,
                relative: tolerance.relative, absolute: tolerance.absolute, name)
            let verdict = outcome.flatMap { test.decision.isDrift($0, threshold: entry.threshold ?? .nan) } ?? false
            #expect(verdict == entry.drift, "\(name)")
            verdicts += 1
        }
        print("golden stattests: \(verdicts) verdicts compared")
        scores.report()
    }

    @Test func `the automatic test is the one Evidently takes`() throws {
        let columns = GoldenColumns()
        var scores = Agreement("valuedrift")
        for entry in golden.valuedrift where entry.method == nil {
            let name = "\(entry.group)/\(entry.column)"
            let pair = try #require(try columns.pair(entry.group, entry.column, type: entry.type), "\(name)")
            let test = StatTestCatalog.automatic(for: pair)
            #expect(test.displayName == entry.methodDisplay, "\(name)")
            #expect(test.decision.defaultThreshold == entry.threshold, "\(name)")
            let outcome = test.outcome(pair, settings: .evidently)
            let tolerance = Self.tolerance(test)
            scores.compare(
                outcome.flatMap(test.decision.decidingValue), try #require(entry.score).value,
                relative: tolerance.relative, absolute: tolerance.absolute, name)
        }
        scores.report()
    }

    @Test func `bins are those of Evidently`() throws {
        let columns = GoldenColumns()
        var edges = Agreement("binning edges")
        for entry in golden.binning {
            let pair = try #require(try columns.pair(entry.group, entry.column, type: "num"))
            let bins = BinnedPair(pair)
            #expect(bins.reference == entry.referenceCounts, "\(entry.group)/\(entry.column)")
            #expect(bins.current == entry.currentCounts, "\(entry.group)/\(entry.column)")
            for (ours, theirs) in zip(bins.edges, entry.edges) {
                edges.compare(ours, theirs, relative: 1e-14, absolute: 1e-300, "\(entry.group)/\(entry.column)")
            }
        }
        edges.report()
    }

    @Test func `raw statistics agree with scipy`() throws {
        let columns = GoldenColumns()
        var agreement = Agreement("scipy")
        for entry in golden.scipy {
            let name = "\(entry.group)/\(entry.column)"
            let type = entry.contingency == nil && entry.chiSquare == nil ? "num" : "cat"
            guard let pair = try columns.pair(entry.group, entry.column, type: type) else { continue }
            if let samples = pair.samples {
                compare(samples, pair, entry, name, &agreement)
            } else {
                compare(pair, entry, name, &agreement)
            }
        }
        agreement.report()
    }

    private func compare(
        _ pair: ColumnPair, _ entry: Golden.SciPyCase, _ name: String, _ agreement: inout Agreement
    ) {
        for (recorded, compatibility, what) in [
            (entry.contingency, Compatibility.none, "contingency"), (entry.chiSquare, .evidently, "chisquare"),
        ] {
            guard let recorded else { continue }
            let outcome = ChiSquare.outcome(pair, settings: StatTestSettings(compatibility: compatibility))
            agreement.compare(outcome?.score, recorded[0].value, absolute: 1e-12, "\(name)/\(what)")
            agreement.compare(outcome?.pValue, recorded[1].value, relative: 1e-9, "\(name)/\(what) p")
        }
    }

    private func compare(
        _ samples: SamplePair, _ pair: ColumnPair, _ entry: Golden.SciPyCase, _ name: String,
        _ agreement: inout Agreement
    ) {
        let outcome = KolmogorovSmirnov.outcome(pair, settings: StatTestSettings())
        if let ks = entry.ks {
            agreement.compare(outcome?.score, ks[0].value, "\(name)/ks D")
            agreement.compare(outcome?.pValue, ks[1].value, relative: 1e-9, "\(name)/ks p")
        }
        if let wasserstein = entry.wasserstein {
            agreement.compare(samples.wassersteinDistance, wasserstein.value, absolute: 1e-15, "\(name)/wasserstein")
        }
        guard let moments = entry.moments else { return }
        let reference = samples.reference
        let ours = [reference.mean, reference.populationStandardDeviation, reference.standardDeviation]
        for (ours, recorded) in zip(ours, moments) {
            agreement.compare(ours, recorded.value, absolute: 1e-15, "\(name)/moments")
        }
    }
}
