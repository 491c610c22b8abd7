import Testing

@testable import Statistics

/// Expected numbers come from SciPy 1.17.
struct TwoSampleTestTests {
    @Test(
        arguments: [
            (5, 9, 100, 100, 0.4067638554077696), (0, 0, 50, 60, 1), (0, 7, 200, 210, 0.015023640671251559),
            (100, 150, 10_000, 10_000, 0.0017626809589844053), (1, 30, 50, 50, 7.19752603712036e-11), (3, 3, 3, 3, 1),
        ])
    func `proportions are compared as SciPy's fisher_exact does`(
        first: Int, second: Int, firstTotal: Int, secondTotal: Int, expected: Double
    ) throws {
        let pValue = try #require(
            TwoSampleTest.proportions(hits: (first, second), of: (firstTotal, secondTotal)))
        #expect(abs(pValue - expected) <= 1e-10 * expected)
    }

    @Test func `means are compared as SciPy's ttest_ind does with equal_var off`() throws {
        let cases: [(means: (Double, Double), variances: (Double, Double), counts: (Int, Int), expected: Double)] = [
            ((0.5, 0.52), (0.01, 0.012), (100, 120), 0.16065170699376363),
            ((10, 10.5), (4, 1), (30, 12), 0.3026682109839607),
            ((1, 2), (1, 1), (2, 2), 0.5527864045000421),
            ((0, 0.001), (1, 1), (100_000, 100_000), 0.8230643721830189),
        ]
        for row in cases {
            let pValue = try #require(
                TwoSampleTest.means(row.means, variances: row.variances, counts: row.counts))
            #expect(abs(pValue - row.expected) <= 1e-10 * row.expected)
        }
    }

    @Test func `too few values have no p-value, and constants are the same or apart`() {
        #expect(TwoSampleTest.proportions(hits: (0, 0), of: (0, 5)) == nil)
        #expect(TwoSampleTest.means((1, 2), variances: (1, 1), counts: (1, 9)) == nil)
        #expect(TwoSampleTest.means((1, 1), variances: (0, 0), counts: (9, 9)) == 1)
        #expect(TwoSampleTest.means((1, 2), variances: (0, 0), counts: (9, 9)) == 0)
    }
}
