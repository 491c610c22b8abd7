import Foundation
import TestSupport
import Testing

@testable import Statistics

/// Lines of scipy 1.17.1 and numpy 2.4.6, which `scripts/make-trend-fixtures.py` records, and what holds of any line.
struct LinearTrendTests {
    private struct Recorded: Decodable {
        struct Points: Decodable {
            let name: String
            let x, y: [Double]
            let slope, intercept, standardError, pValue: Double
            let exact: Exact
        }

        struct Exact: Decodable {
            let slope, standardError: Double
        }

        struct Series: Decodable {
            let name: String
            let values: [Double]
            let slope: Double
        }

        let points: [Points]
        let series: [Series]
    }

    private let recorded: Recorded

    init() throws {
        let file = URL(filePath: #filePath).appending(path: "../../../Fixtures/statistics/trends.json")
        recorded = try JSONDecoder().decode(Recorded.self, from: Data(contentsOf: file.standardizedFileURL))
    }

    private static func moments(_ x: [Double], _ y: [Double]) -> PairMoments {
        var moments = PairMoments()
        for (x, y) in zip(x, y) { moments.add(x, y) }
        return moments
    }

    private func isClose(_ ours: Double?, _ theirs: Double, within tolerance: Double) -> Bool {
        ours.map { abs($0 - theirs) <= tolerance * abs(theirs) } ?? false
    }

    /// Slope and standard error also agree with rational arithmetic, to the last digit but one.
    @Test func `lines agree with scipy and with rational arithmetic`() throws {
        var largest = 0.0
        for points in recorded.points {
            let trend = try #require(LinearTrend(Self.moments(points.x, points.y)))
            let name = Comment(rawValue: points.name)
            #expect(trend.count == points.x.count, name)
            #expect(isClose(trend.slope, points.exact.slope, within: 4e-16), name)
            #expect(isClose(trend.standardError, points.exact.standardError, within: 1e-14), name)
            // scipy loses digits where x lies far from 0, and all those of the standard error on a line.
            let isFar = points.name.contains("times")
            #expect(isClose(trend.slope, points.slope, within: isFar ? 1e-7 : 1e-12), name)
            let size = max(abs(points.intercept), points.y.map(abs).max() ?? 0)
            #expect(abs(trend.intercept - points.intercept) <= (isFar ? 1e-7 : 1e-12) * size, name)
            guard !points.name.contains("line"), !points.name.contains("constant") else { continue }
            #expect(isClose(trend.standardError, points.standardError, within: isFar ? 1e-7 : 1e-12), name)
            let pValue = try #require(trend.pValue)
            #expect(isClose(pValue, points.pValue, within: isFar ? 1e-6 : 1e-10), name)
            if !isFar { largest = max(largest, abs(pValue / points.pValue - 1)) }
        }
        print("scipy: \(recorded.points.count) lines, largest relative error of a p-value \(largest)")
    }

    @Test func `slopes of series agree with numpy`() throws {
        for series in recorded.series {
            let trend = try #require(LinearTrend(values: series.values))
            let size = series.values.map(abs).max() ?? 1
            #expect(abs(trend.slope - series.slope) <= 1e-13 * size, Comment(rawValue: series.name))
        }
    }

    @Test(arguments: UInt64(1)...20)
    func `points merge in any split and order`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let points = (0..<200).map { _ in
            (Double.random(in: 1.7e9...1.8e9, using: &generator), Double.random(in: -1...1, using: &generator))
        }
        let whole = Self.moments(points.map(\.0), points.map(\.1))
        var parts = [PairMoments](repeating: PairMoments(), count: Int.random(in: 1...9, using: &generator))
        for (x, y) in points.shuffled(using: &generator) {
            parts[Int.random(in: parts.indices, using: &generator)].add(x, y)
        }
        var merged = PairMoments()
        for part in parts.shuffled(using: &generator) { merged.merge(part) }
        #expect(merged == whole)
        #expect(LinearTrend(merged) == LinearTrend(whole))
    }

    @Test(arguments: UInt64(1)...20)
    func `a shift changes no slope, a scale scales it, a reflection turns it`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        // Multiples of 1/1024, so that the shifts are exact.
        let xs = (0..<30).map { _ in Double(Int.random(in: 0..<4096, using: &generator)) / 1024 }
        let ys = (0..<30).map { _ in Double(Int.random(in: 0..<4096, using: &generator)) / 1024 }
        let trend = try #require(LinearTrend(Self.moments(xs, ys)))
        let moved = try #require(LinearTrend(Self.moments(xs.map { $0 + 0x1p40 }, ys.map { $0 - 0x1p20 })))
        #expect(moved.slope == trend.slope)
        #expect(moved.standardError == trend.standardError)
        #expect(moved.pValue == trend.pValue)
        let scaled = try #require(LinearTrend(Self.moments(xs.map { $0 * 8 }, ys.map { $0 * 4 })))
        #expect(scaled.slope == trend.slope / 2)
        #expect(scaled.pValue == trend.pValue)
        let reflected = try #require(LinearTrend(Self.moments(xs.map { -$0 }, ys)))
        #expect(reflected.slope == -trend.slope)
        #expect(reflected.pValue == trend.pValue)
    }

    @Test func `there is no line without two different x`() {
        #expect(LinearTrend(PairMoments()) == nil)
        #expect(LinearTrend(values: []) == nil)
        #expect(LinearTrend(values: [3]) == nil)
        #expect(LinearTrend(Self.moments([2, 2, 2], [1, 5, 3])) == nil)
        // The squares of x vanish beside the least number.
        #expect(LinearTrend(Self.moments([0, .leastNonzeroMagnitude], [1, 2])) == nil)
    }

    @Test func `two points have a slope and nothing to judge it by`() throws {
        let trend = try #require(LinearTrend(values: [0.5, 0.75]))
        #expect(trend.slope == 0.25)
        #expect(trend.intercept == 0.5)
        #expect(trend.standardError == nil)
        #expect(trend.pValue == nil)
    }

    @Test func `equal values have no trend, points on a line no doubt`() throws {
        let flat = try #require(LinearTrend(values: [0.1, 0.1, 0.1, 0.1]))
        #expect(flat.slope == 0)
        #expect(flat.standardError == 0)
        #expect(flat.pValue == 1)
        let line = try #require(LinearTrend(values: [1, 3, 5, 7]))
        #expect(line.slope == 2)
        #expect(line.standardError == 0)
        #expect(line.pValue == 0)
    }

    @Test(arguments: [1e-300, 1e-160, 1e150, 1e307])
    func `numbers of any size have a line or none`(size: Double) {
        let trend = LinearTrend(Self.moments([-size, 0, size], [size, size / 2, -size]))
        if let trend {
            #expect(trend.slope.isFinite && trend.intercept.isFinite)
            #expect(trend.standardError.map { $0.isFinite && $0 >= 0 } ?? false)
            #expect(trend.pValue.map { (0...1).contains($0) } ?? false)
        }
        #expect((trend == nil) == (size > 1e200 || size < 1e-165))
    }
}
