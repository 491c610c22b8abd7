import Testing

/// Nothing that was recorded is skipped in silence.
struct MetricCoverageTests {
    /// The suites, with the metrics that each compares.
    static let suites: [Set<String>] = [
        DatasetMetricGoldenTests.covered,
        ColumnMetricGoldenTests.covered,
        ClassificationGoldenTests.covered,
        RegressionGoldenTests.covered,
        RankingGoldenTests.covered,
        CorrelationGoldenTests.covered,
    ]

    /// Metrics that no suite compares, and why.
    private static let left: [String: String] = {
        let random = "its dummy draws labels at random"
        let own = "it is the error of the model itself, compared as such"
        return [
            "DummyAccuracy": random, "DummyF1Score": random, "DummyPrecision": random, "DummyRecall": random,
            "DummyTPR": random, "DummyTNR": random, "DummyFPR": random, "DummyFNR": random,
            "DummyRocAuc": "it is 0.5 whatever the data",
            "DummyMAE": own, "DummyRMSE": own, "DummyMAPE": own,
        ]
    }()

    @Test func `every recorded metric belongs to one suite or is left out for a reason`() throws {
        let golden = try Golden.load()
        for metric in Set(golden.metrics.map(\.metric)).sorted() {
            let owners = Self.suites.count { $0.contains(metric) } + (Self.left[metric] == nil ? 0 : 1)
            #expect(owners == 1, "\(metric)")
        }
        for (metric, reason) in Self.left.sorted(by: { $0.key < $1.key }) {
            print("golden metrics: left out: \(metric): \(reason)")
        }
    }
}
