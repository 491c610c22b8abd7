import Testing
import TestSupport

@testable import Statistics

/// Points and clusters that are few, many, alike or out of range: a value or none, and no trap.
struct ClusteringExtremesTests {
    private static let huge = Double.greatestFiniteMagnitude

    private func summary(_ values: [Double?], _ clusters: [Int64?], limit: Int = 100) throws -> ClusteringSummary {
        var profile = ClusteringProfile(featureCount: 1, settings: ClusteringSettings(sampleLimit: limit))
        try profile.update([TestColumn.doubles(values), TestColumn.integers(clusters)])
        return ClusteringSummary(profile)
    }

    @Test(
        arguments: [
            ([], []), ([1], [1]), ([nil], [1]), ([1], [nil]), ([1, 1], [1, 2]), ([1, 2, 3], [1, 2, 3]),
            ([1, 2, 3], [1, 1, 1]), ([0, 0, 0, 0], [1, 1, 2, 2]), ([huge, -huge, huge], [1, 1, 2]),
            ([huge, huge, 0, 0], [1, 1, 2, 2]), ([.leastNonzeroMagnitude, 0, 0], [1, 1, 2]),
            ([.nan, .infinity, -.infinity, 1], [1, 2, 3, 4]), ([0x1p600, 0, 1, 2], [.min, .max, .min, .max]),
        ] as [([Double?], [Int64?])])
    func `extremes have values or none`(values: [Double?], clusters: [Int64?]) throws {
        for limit in [1, 2, 100] {
            let summary = try summary(values, clusters, limit: limit)
            let complete = zip(values, clusters).count { $0?.isFinite == true && $1 != nil }
            #expect(summary.rowCount == complete)
            #expect(summary.incompleteRowCount == values.count - complete)
            #expect(summary.values.allSatisfy { $0.value.isFinite })
            #expect(summary.values.count + summary.undefined.count == ClusteringMetricCatalog.all.count)
        }
    }

    @Test func `what is undefined is absent, as in scikit-learn`() throws {
        let all = ClusteringMetricCatalog.all.map { $0.name }
        #expect(try summary([], []).undefined == all)
        #expect(try summary([1, 2, 3], [1, 1, 1]).undefined == all.filter { $0 != "inertia" })
        #expect(try summary([1, 2, 3], [1, 2, 3]).undefined == all.filter { $0 != "inertia" })
        #expect(try summary([1, 2, 3], [1, 2, 3]).value(Inertia.self) == 0)
    }

    @Test func `too many clusters are an error that says so`() throws {
        var profile = ClusteringProfile(featureCount: 2, settings: ClusteringSettings())
        let numbers = try TestColumn.integers((0..<40_000).map(Int64.init))
        #expect(throws: ColumnError.unsupported("a clustering of 40000 clusters and 2 features")) {
            try profile.update([numbers, numbers, numbers])
        }
    }

    @Test func `features that are no numbers are an error`() throws {
        var profile = ClusteringProfile(featureCount: 1, settings: ClusteringSettings())
        #expect(throws: ColumnError.unsupported("text")) {
            try profile.update([TestColumn.texts(["a"]), TestColumn.integers([1])])
        }
    }

    @Test func `rows that are alike are one point with a weight`() throws {
        let values = (0..<5000).map { Double($0 % 40) }
        let clusters = (0..<5000).map { Int64($0 % 40 / 20) }
        let summary = try summary(values, clusters, limit: 40)
        #expect(summary.sampledRowCount == 5000)
        #expect(try #require(summary.value(SilhouetteScore.self)) > 0)
        #expect(try self.summary(values, clusters, limit: 39).sampledRowCount == 39 * 125)
    }

    private func table(_ rows: [[Int]]) -> ContingencyTable {
        ContingencyTable(
            rows.enumerated().flatMap { label, row in
                row.enumerated().map { (label: label, cluster: $0, count: $1) }
            })
    }

    @Test func `labels and clusters in every degenerate arrangement`() {
        for metric in AgreementMetricCatalog.all {
            #expect(metric.value(table([])) == nil)
            #expect(metric.value(table([[7]])) == 1)
            #expect(metric.value(table([[5, 0], [0, 3]])) == 1)
            #expect(metric.value(table([[0, 5], [3, 0]])) == 1)
        }
        #expect(AdjustedMutualInformation.value(table([[2, 2]])) == 0)
        #expect(AdjustedRandIndex.value(table([[2, 2]])) == 0)
        #expect(VMeasure.value(table([[2, 2]])) == 0)
        #expect(AdjustedRandIndex.value(table([[1 << 30, 1], [1, 1 << 29]])).map { $0 > 0.999 } == true)
        #expect(AdjustedMutualInformation.value(table([[1 << 30, 1], [1, 1 << 29]])).map { $0 > 0.999 } == true)
    }

    @Test func `agreement does not depend on names or on order`() {
        var generator = SplitMix64(seed: 5)
        for _ in 0..<50 {
            let rows = (0..<6).map { _ in (0..<4).map { _ in Int.random(in: 0..<9, using: &generator) } }
            let order = (0..<4).shuffled(using: &generator)
            let mixed = rows.shuffled(using: &generator).map { row in order.map { row[$0] } }
            for metric in AgreementMetricCatalog.all {
                #expect(metric.value(table(mixed)) == metric.value(table(rows)))
            }
        }
    }

    /// The mean of the adjusted measures over labels that have nothing to do with the clusters.
    @Test func `chance agrees by nothing on average`() throws {
        var generator = SplitMix64(seed: 6)
        let clusters = (0..<60).map { Int64($0 % 5) }
        var (rand, information) = (0.0, 0.0)
        for _ in 0..<200 {
            var profile = ConfusionProfile()
            try profile.update([
                TestColumn.integers((0..<60).map { Int64($0 % 3) }.shuffled(using: &generator)),
                TestColumn.integers(clusters),
            ])
            rand += (AdjustedRandIndex.value(profile.contingency) ?? .nan) / 200
            information += (AdjustedMutualInformation.value(profile.contingency) ?? .nan) / 200
        }
        #expect(abs(rand) < 0.01)
        #expect(abs(information) < 0.01)
    }
}
