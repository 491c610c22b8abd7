import Foundation
import Testing

@testable import Statistics

/// Values of scikit-learn 1.9.1 that `scripts/make-clustering-fixtures.py` records.
struct ClusteringRecordedValuesTests {
    private struct Recorded: Decodable {
        struct Case: Decodable {
            let name: String
            let features: [[Double]]
            let clusters, labels: [Int64]
            let silhouetteScore, inertia, calinskiHarabaszScore, daviesBouldinScore: Double
            let adjustedRandIndex, adjustedMutualInformation, vMeasure: Double
        }

        struct Table: Decodable {
            let counts: [[Int]]
            let adjustedRandIndex, adjustedMutualInformation, vMeasure: Double
        }

        let cases: [Case]
        let tables: [Table]
    }

    private let recorded: Recorded

    init() throws {
        let file = URL(filePath: #filePath).appending(path: "../../../Fixtures/clustering/expected.json")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        recorded = try decoder.decode(Recorded.self, from: Data(contentsOf: file.standardizedFileURL))
    }

    /// scikit-learn expands squared distances, and loses digits where points are far from the origin.
    private func expect(_ ours: Double?, _ theirs: Double, tolerance: Double = 1e-12, _ name: String) -> Double {
        let error = ours.map { abs($0 - theirs) / max(1, abs(theirs)) } ?? .infinity
        #expect(error <= tolerance, "\(name): \(String(describing: ours)), recorded \(theirs)")
        return error
    }

    @Test func `clusters agree with scikit-learn`() throws {
        var largest = 0.0
        for recorded in recorded.cases {
            var profile = ClusteringProfile(
                featureCount: recorded.features.count, settings: ClusteringSettings())
            try profile.update(
                recorded.features.map { try TestColumn.doubles($0) } + [TestColumn.integers(recorded.clusters)])
            let summary = ClusteringSummary(profile)
            #expect(summary.sampledRowCount == recorded.clusters.count)
            for (metric, theirs) in [
                (SilhouetteScore.self as any ClusteringMetric.Type, recorded.silhouetteScore),
                (Inertia.self, recorded.inertia), (CalinskiHarabaszScore.self, recorded.calinskiHarabaszScore),
                (DaviesBouldinScore.self, recorded.daviesBouldinScore),
            ] {
                let error = expect(
                    summary.value(metric), theirs, tolerance: recorded.name == "far from the origin" ? 1e-9 : 1e-12,
                    "\(recorded.name), \(metric.name)")
                largest = max(largest, error)
            }
        }
        print("scikit-learn: \(recorded.cases.count) clusterings, largest error \(largest)")
    }

    @Test func `agreement with labels agrees with scikit-learn`() throws {
        var largest = 0.0
        for recorded in recorded.cases {
            var profile = ConfusionProfile()
            try profile.update([TestColumn.integers(recorded.labels), TestColumn.integers(recorded.clusters)])
            let table = profile.contingency
            largest = max(largest, expect(AdjustedRandIndex.value(table), recorded.adjustedRandIndex, recorded.name))
            largest = max(
                largest,
                expect(AdjustedMutualInformation.value(table), recorded.adjustedMutualInformation, recorded.name))
            largest = max(largest, expect(VMeasure.value(table), recorded.vMeasure, recorded.name))
        }
        print("scikit-learn: agreement of \(recorded.cases.count) clusterings, largest error \(largest)")
    }

    /// scikit-learn takes logarithms of factorials, which cost it as many digits as the rows have.
    @Test func `agreement of many rows agrees with scikit-learn`() throws {
        for recorded in recorded.tables {
            let table = ContingencyTable(
                recorded.counts.enumerated().flatMap { label, row in
                    row.enumerated().map { (label: label, cluster: $0, count: $1) }
                })
            _ = expect(AdjustedRandIndex.value(table), recorded.adjustedRandIndex, "rand")
            _ = expect(
                AdjustedMutualInformation.value(table), recorded.adjustedMutualInformation, tolerance: 1e-10,
                "information")
            _ = expect(VMeasure.value(table), recorded.vMeasure, "v")
        }
    }
}
