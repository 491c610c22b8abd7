import Foundation
import Testing

@testable import Statistics

/// Every recorded value of the statistical tests, with Evidently's definitions: it agrees, or is listed with the reason.
struct StatTestGoldenTests {
    let golden: Golden

    init() throws {
        golden = try Golden.load()
    }

    /// How close values must be; p-values that are computed as 1 − F lose what is below the second number.
    private static func tolerance(_ test: any StatTest.Type) -> (relative: Double, absolute: Double) {
        switch test.name {
        case "z": (1e-9, 1e-15)
        case "cramer_von_mises": (1e-9, 1e-14)
        case "anderson", "es": (1e-8, 0)
        // √(1 − overlap) of equal distributions is the root of what is rounded off.
        case "hellinger": (1e-12, 2e-8)
        default: test.decision.basis == .pValue ? (1e-9, 0) : (1e-12, 1e-15)
        }
    }

    private static let halfPrecision = "Evidently counts up to 11,440 in half precision, which holds 2,048"
    private static let explained: [String: String] = {
        let names = SciPyGoldenTests.takenForFullRank.map { "\($0)/es" }
        let ranks = names.map { ($0, SciPyGoldenTests.roundingRank) }
        return Dictionary(uniqueKeysWithValues: ranks + [("tiny/inf_cur_no_nan/cramer_von_mises", halfPrecision)])
    }()

    @Test func `statistical tests agree with Evidently`() throws {
        let columns = GoldenColumns()
        var scores = Agreement("stattests")
        var permutations = PermutationAgreement()
        var (failures, verdicts) = (0, 0)
        for entry in golden.stattests {
            let name = "\(entry.group)/\(entry.column)/\(entry.test)"
            let test = try #require(StatTestCatalog.named(entry.test), "\(name)")
            let pair = try columns.pair(entry.group, entry.column, type: entry.type)
            let outcome = pair.flatMap { test.outcome($0, settings: .evidently) }
            if let error = entry.error {
                failures += 1
                #expect(outcome == nil, "\(name): Evidently fails with \(error)")
                continue
            }
            let (ours, theirs) = (outcome.flatMap(test.decision.decidingValue), try #require(entry.score).value)
            guard !PermutationAgreement.tests.contains(test.name) else {
                permutations.compare(ours, theirs, name)
                continue
            }
            let tolerance = Self.tolerance(test)
            scores.compare(ours, theirs, relative: tolerance.relative, absolute: tolerance.absolute, name)
            let verdict = outcome.flatMap { test.decision.isDrift($0, threshold: entry.threshold ?? .nan) } ?? false
            #expect(verdict == entry.drift, "\(name)")
            verdicts += 1
        }
        print("golden stattests: \(verdicts) verdicts compared")
        print("golden stattests: \(failures) undefined, where Evidently fails")
        scores.report(explained: Self.explained)
        permutations.report()
        #expect(scores.count + permutations.count + failures == golden.stattests.count)
        #expect(scores.count == verdicts)
    }

    @Test func `automatic and named tests are those Evidently takes`() throws {
        let columns = GoldenColumns()
        var scores = Agreement("valuedrift")
        for entry in golden.valuedrift {
            let name = "\(entry.group)/\(entry.column)/\(entry.method ?? "auto")"
            #expect(entry.error == nil, "\(name)")
            let pair = try #require(try columns.pair(entry.group, entry.column, type: entry.type), "\(name)")
            let named = entry.method.flatMap(StatTestCatalog.named)
            let test = named ?? StatTestCatalog.automatic(for: pair)
            #expect((named == nil ? test.displayName : test.name) == entry.methodDisplay, "\(name)")
            #expect(test.decision.defaultThreshold == entry.threshold, "\(name)")
            let outcome = test.outcome(pair, settings: .evidently)
            let tolerance = Self.tolerance(test)
            scores.compare(
                outcome.flatMap(test.decision.decidingValue), try #require(entry.score).value,
                relative: tolerance.relative, absolute: tolerance.absolute, name)
        }
        scores.report()
        #expect(scores.count == golden.valuedrift.count)
    }

    @Test func `bins are those of Evidently`() throws {
        let columns = GoldenColumns()
        try compareBins(golden.binning, "binning", columns) { BinnedPair($0, settings: .evidently) }
        try compareBins(golden.hellingerEdges, "hellinger_edges", columns) { pair in
            pair.samples.flatMap { BinnedPair($0.numbers, sturgesCount: $0.distinctCount) }
        }
    }

    private func compareBins(
        _ entries: [Golden.BinningCase], _ section: String, _ columns: GoldenColumns,
        _ bins: (ColumnPair) -> BinnedPair?
    ) throws {
        var edges = Agreement("\(section) edges")
        for entry in entries {
            let name = "\(entry.group)/\(entry.column)"
            let pair = try #require(try columns.pair(entry.group, entry.column, type: "num"), "\(name)")
            let bins = try #require(bins(pair), "\(name)")
            #expect(bins.counts.reference == entry.referenceCounts, "\(name)")
            #expect(bins.counts.current == entry.currentCounts, "\(name)")
            #expect(bins.edges.count == entry.edges.count, "\(name)")
            for (ours, theirs) in zip(bins.edges, entry.edges) {
                edges.compare(ours, theirs, relative: 1e-14, absolute: 1e-300, name)
            }
        }
        print("golden \(section): \(entries.count) columns")
        edges.report()
    }
}
