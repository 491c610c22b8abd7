import Testing

@testable import Statistics

/// Cases of the Epps-Singleton test whose result is known by other means.
struct EppsSingletonTests {
    /// Two values have a covariance of rank 1: W is then the square of the unpooled z of their shares, whatever the
    /// values are.
    @Test(arguments: [(0.0, 1.0), (-3.5, 12.25), (1e6, 1e6 + 1)])
    func `two values are compared as proportions`(low: Double, high: Double) throws {
        let (n, m) = (500, 350)
        let (p, q) = (0.5, 0.6)
        let reference = (0..<n).map { Double($0) < p * Double(n) ? high : low }
        let current = (0..<m).map { Double($0) < q * Double(m) ? high : low }
        let pair = try #require(try ColumnPair(reference, current))
        let outcome = try #require(EppsSingleton.outcome(pair, settings: StatTestSettings()))
        let expected = (p - q) * (p - q) / (p * (1 - p) / Double(n) + q * (1 - q) / Double(m))
        #expect(abs(outcome.score - expected) <= 1e-9 * expected)
    }

    /// What is left without a part is what the other part is.
    @Test func `moments can be taken apart`() throws {
        var columns = RandomColumns(seed: 1)
        let (left, right) = (columns.numbers(.normal, 5000), columns.numbers(.heavyTailed, 77))
        let parts = [left, right].map { CharacteristicMoments($0[...], at: 0.7) }
        let whole = CharacteristicMoments(try SortedSample(left + right), at: 0.7)
        for (ours, expected) in [
            (parts[0].merged(with: parts[1]), whole), (whole.removing(parts[1]), parts[0]),
        ] {
            #expect(ours.count == expected.count)
            for (ours, expected) in zip(ours.mean + ours.covariance, expected.mean + expected.covariance) {
                #expect(abs(ours - expected) <= 1e-13)
            }
        }
    }
}
