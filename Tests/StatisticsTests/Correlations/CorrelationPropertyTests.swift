import Testing
import TestSupport

@testable import Statistics

/// What must hold of correlations whatever the rows.
struct CorrelationPropertyTests {
    private static let numerical: [any Correlation.Type] = CorrelationCatalog.all.filter { $0.columnKind == .numerical }

    /// Linked columns, of many ties if asked for, with holes.
    private func columns(_ count: Int, _ generator: inout SplitMix64, ties: Bool) -> [[Double?]] {
        var columns: [[Double?]] = [[], [], []]
        for _ in 0..<count {
            let x = Double.random(in: -2...2, using: &generator)
            let values = [
                x, x + Double.random(in: -3...3, using: &generator), Double.random(in: 0...1, using: &generator),
            ]
            for (place, value) in values.enumerated() {
                let isMissing = Int.random(in: 0..<(place == 2 ? 3 : 15), using: &generator) == 0
                columns[place].append(isMissing ? nil : ties ? value.rounded() : value)
            }
        }
        return columns
    }

    private func mapped(_ column: [Double?], _ body: (Double) -> Double) -> [Double?] { column.map { $0.map(body) } }

    private func close(_ left: Double?, _ right: Double?, _ tolerance: Double = 1e-12) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        return abs(left - right) <= tolerance
    }

    /// Below, at and above the number of rows that are kept.
    @Test(arguments: [8, 60, 500])
    func `the order of rows and the way they are split change not one bit`(limit: Int) throws {
        for seed in 0..<40 {
            var generator = SplitMix64(seed: UInt64(seed))
            let columns = columns(seed * 6, &generator, ties: seed % 2 == 0)
            let expected = CorrelationSummary(try CorrelationProfile(columns, limit: limit))
            for _ in 0..<3 {
                let rows = (0..<(seed * 6)).shuffled(using: &generator)
                let mixed = columns.map { column in rows.map { column[$0] } }
                #expect(CorrelationSummary(try CorrelationProfile(mixed, limit: limit, batch: 13)) == expected)
                let cut = Int.random(in: 0...rows.count, using: &generator)
                var left = try CorrelationProfile(mixed.map { Array($0[..<cut]) }, limit: limit, batch: 7)
                left.merge(try CorrelationProfile(mixed.map { Array($0[cut...]) }, limit: limit))
                #expect(CorrelationSummary(left) == expected)
            }
        }
    }

    @Test func `a sample is what its rows alone would give`() throws {
        var sampled = 0
        for seed in 0..<30 {
            var generator = SplitMix64(seed: UInt64(1000 + seed))
            let columns = columns(400, &generator, ties: seed % 2 == 0)
            let profile = try CorrelationProfile(columns, limit: 50)
            var sample = profile.sample
            sample.prune()
            #expect(sample.count <= 50)
            guard let bound = sample.bound else { continue }
            sampled += 1
            let hashes = PointSample.hashes(columns.map { $0.map { $0 ?? .nan } }, count: 400)
            let chosen = hashes.indices.filter { hashes[$0] < bound }
            let alone = CorrelationSummary(
                try CorrelationProfile(columns.map { column in chosen.map { column[$0] } }))
            let summary = CorrelationSummary(profile)
            #expect(summary.sampledRowCount == chosen.count)
            for method in Self.numerical { #expect(summary.coefficient(method) == alone.coefficient(method)) }
            // Rows that are alike were drawn together.
            let variances = Self.numerical.map { (summary.estimate($0)?.variance, alone.estimate($0)?.variance) }
            for (ours, alone) in variances { #expect(ours ?? 1 >= (alone ?? 1) * (1 - 1e-12)) }
        }
        #expect(sampled > 20)
    }

    @Test func `the order of the columns does not matter`() throws {
        for seed in 0..<60 {
            var generator = SplitMix64(seed: UInt64(2000 + seed))
            let columns = columns(3 + seed * 2, &generator, ties: seed % 2 == 0)
            let summary = CorrelationSummary(try CorrelationProfile([columns[0], columns[1]]))
            let turned = CorrelationSummary(try CorrelationProfile([columns[1], columns[0]]))
            for method in Self.numerical {
                #expect(close(summary.coefficient(method), turned.coefficient(method), 1e-14), "\(method)")
                #expect(close(summary.estimate(method)?.variance, turned.estimate(method)?.variance), "\(method)")
            }
        }
    }

    @Test func `shifts and scales change nothing, a turned sign turns the sign`() throws {
        for seed in 0..<60 {
            var generator = SplitMix64(seed: UInt64(3000 + seed))
            let columns = columns(4 + seed * 2, &generator, ties: seed % 2 == 0)
            let summary = CorrelationSummary(try CorrelationProfile(columns))
            let factor = [0x1p-900, 0.1, 3, 0x1p900][seed % 4]
            let moved = CorrelationSummary(
                try CorrelationProfile([mapped(columns[0]) { $0 * factor }, mapped(columns[1]) { -($0 + 7) * factor }]))
            for method in Self.numerical {
                #expect(
                    close(summary.coefficient(method), moved.coefficient(method).map { -$0 }),
                    "\(method) times \(factor)")
            }
        }
    }

    @Test func `ranks see no monotone transformation`() throws {
        for seed in 0..<60 {
            var generator = SplitMix64(seed: UInt64(4000 + seed))
            let columns = columns(4 + seed * 2, &generator, ties: seed % 2 == 0)
            let summary = CorrelationSummary(try CorrelationProfile(columns))
            let bent = CorrelationSummary(
                try CorrelationProfile([
                    mapped(columns[0]) { $0 * $0 * $0 * 1e200 }, mapped(columns[1]) { -1 / ($0 + 9) },
                ]))
            for method in [SpearmanCorrelation.self, KendallCorrelation.self] as [any Correlation.Type] {
                #expect(close(summary.coefficient(method), bent.coefficient(method), 1e-14), "\(method)")
            }
        }
    }

    @Test func `coefficients lie between -1 and 1, a column goes wholly with itself`() throws {
        for seed in 0..<60 {
            var generator = SplitMix64(seed: UInt64(5000 + seed))
            let column = columns(3 + seed, &generator, ties: seed % 2 == 0)[0]
            let summary = CorrelationSummary(try CorrelationProfile([column, column]))
            let turned = CorrelationSummary(try CorrelationProfile([column, mapped(column) { -$0 }]))
            for method in Self.numerical {
                guard let same = summary.coefficient(method), let opposite = turned.coefficient(method) else {
                    continue
                }
                #expect(same <= 1 && same >= 1 - 1e-14)
                #expect(opposite >= -1 && opposite <= -1 + 1e-14)
            }
        }
    }

    /// The definition, written out over all pairs, with rows that are alike.
    @Test func `concordance is counted as defined`() throws {
        for seed in 0..<80 {
            var generator = SplitMix64(seed: UInt64(6000 + seed))
            let columns = columns(2 + seed, &generator, ties: seed % 3 > 0)
            let rows = columns[0].indices.compactMap { row -> (Double, Double)? in
                guard let x = columns[0][row], let y = columns[1][row] else { return nil }
                return (x, y)
            }
            var (excess, left, right) = (0.0, 0.0, 0.0)
            for (place, one) in rows.enumerated() {
                for other in rows[..<place] {
                    let signs = ((one.0 - other.0).sign(), (one.1 - other.1).sign())
                    excess += signs.0 * signs.1
                    left += abs(signs.0)
                    right += abs(signs.1)
                }
            }
            let summary = CorrelationSummary(try CorrelationProfile([columns[0], columns[1]]))
            let expected = left > 0 && right > 0 ? excess / (left * right).squareRoot() : nil
            #expect(close(summary.coefficient(KendallCorrelation.self), expected, 1e-14), "seed \(seed)")
        }
    }

    /// χ² written out over all cells; other names and turned columns change nothing.
    @Test func `categories may have other names`() throws {
        for seed in 0..<60 {
            var generator = SplitMix64(seed: UInt64(7000 + seed))
            let sizes = (1 + seed % 5, 1 + seed % 7)
            let rows = (0..<(seed * 3)).map { _ in
                let left = Int.random(in: 0..<sizes.0, using: &generator)
                return (
                    left,
                    Bool.random(using: &generator) ? left % sizes.1 : Int.random(in: 0..<sizes.1, using: &generator)
                )
            }
            let texts = [rows.map { String?.some("a\($0.0)") }, rows.map { String?.some("\($0.1)") }]
            let value = CorrelationSummary(try CorrelationProfile(texts: texts)).coefficient(CramersV.self)
            let renamed = [rows.map { String?.some("\(99 - $0.1)ß") }, rows.map { String?.some("x\($0.0 * 7)") }]
            let turned = CorrelationSummary(try CorrelationProfile(texts: renamed)).coefficient(CramersV.self)
            #expect(close(value, turned, 1e-14))
            var table: [[Double]] = .init(repeating: .init(repeating: 0, count: sizes.1), count: sizes.0)
            for row in rows { table[row.0][row.1] += 1 }
            let heights = table.map { $0.reduce(0, +) }
            let widths = (0..<sizes.1).map { column in table.reduce(0) { $0 + $1[column] } }
            let total = Double(rows.count)
            var square = 0.0
            for (row, height) in heights.enumerated() where height > 0 {
                for (column, width) in widths.enumerated() where width > 0 {
                    let expected = height * width / total
                    square += (table[row][column] - expected) * (table[row][column] - expected) / expected
                }
            }
            let freedom = min(heights.count { $0 > 0 }, widths.count { $0 > 0 }) - 1
            let expected = freedom > 0 ? (square / total / Double(freedom)).squareRoot() : nil
            #expect(close(value, expected, 1e-13), "seed \(seed)")
        }
    }
}

extension Double {
    fileprivate func sign() -> Double { self > 0 ? 1 : self < 0 ? -1 : 0 }
}
