import Foundation
import Testing
import TestSupport

@testable import Statistics

/// How often two samples of one population differ by more than chance allows, and how often planted changes are found.
struct CorrelationChanceTests {
    /// How linked numbers are distributed.
    enum Shape: CaseIterable {
        case normal, uniform, skewed, heavyTailed, tied
    }

    private static let methods: [any Correlation.Type] = CorrelationCatalog.all.filter { $0.columnKind == .numerical }

    private func columns(_ shape: Shape, _ count: Int, link: Double, _ random: inout RandomColumns) -> [[Double?]] {
        var columns: [[Double?]] = [[], []]
        for _ in 0..<count {
            let x = random.number(.normal)
            let y = link * x + (1 - link * link).squareRoot() * random.number(.normal)
            for (place, value) in [x, y].enumerated() { columns[place].append(shaped(value, shape, &random)) }
        }
        return columns
    }

    private func shaped(_ value: Double, _ shape: Shape, _ random: inout RandomColumns) -> Double {
        switch shape {
        case .normal: value
        case .uniform: 1 / (1 + exp(-1.7 * value))
        case .skewed: exp(value)
        case .heavyTailed: value * value * value
        case .tied: value.rounded()
        }
    }

    /// The share of pairs of samples with a p-value below 0.05, by method.
    private func rates(
        _ shape: Shape, counts: (Int, Int), links: (Double, Double), trials: Int = 150
    ) throws -> [String: Double] {
        var found: [String: Int] = [:]
        for seed in 0..<trials {
            var random = RandomColumns(seed: seed &* 7919 &+ counts.0)
            let reference = CorrelationSummary(
                try CorrelationProfile(columns(shape, counts.0, link: links.0, &random)))
            let current = CorrelationSummary(try CorrelationProfile(columns(shape, counts.1, link: links.1, &random)))
            for method in Self.methods {
                let before = try #require(reference.estimate(method))
                let after = try #require(current.estimate(method))
                if try #require(after.pValue(against: before)) < 0.05 { found[method.name, default: 0] += 1 }
            }
        }
        return found.mapValues { Double($0) / Double(trials) }
    }

    @Test(arguments: Shape.allCases, [0.0, 0.7])
    func `chance is rarely taken for a change`(shape: Shape, link: Double) throws {
        for counts in [(60, 60), (400, 150)] {
            let rates = try rates(shape, counts: counts, links: (link, link))
            print(
                "chance: \(shape), link \(link), \(counts.0) and \(counts.1) rows: \(rates.sorted { $0.key < $1.key })")
            for (method, rate) in rates { #expect(rate <= 0.15, "\(method)") }
        }
    }

    /// Six columns that share a part of each other, fifteen pairs: far out in the tail, where Bonferroni looks.
    @Test(arguments: [Shape.normal, .skewed, .tied])
    func `chance is rarely taken for a change of any pair`(shape: Shape) throws {
        var found: [String: Int] = [:]
        for seed in 0..<60 {
            var random = RandomColumns(seed: 90_000 + seed)
            let sides = try [300, 200].map { count in
                var columns = [[Double?]](repeating: [], count: 6)
                for _ in 0..<count {
                    let common = random.number(.normal)
                    for place in columns.indices {
                        let value = (common + random.number(.normal)) / 2.0.squareRoot()
                        columns[place].append(shaped(value, shape, &random))
                    }
                }
                return CorrelationSummary(try CorrelationProfile(columns))
            }
            for method in Self.methods {
                let estimates = try sides.map { try #require($0.values[method.name]).map(\.estimate) }
                #expect(estimates[0].count == 15)
                let isFound = zip(estimates[0], estimates[1]).contains { before, after in
                    after.pValue(against: before).map { $0 < 0.05 / 15 } == true
                }
                if isFound { found[method.name, default: 0] += 1 }
            }
        }
        print("chance: any of 15 pairs, \(shape), in 60 trials: \(found.sorted { $0.key < $1.key })")
        for (method, count) in found { #expect(count <= 8, "\(method)") }
    }

    @Test(arguments: Shape.allCases)
    func `a change is found`(shape: Shape) throws {
        let rates = try rates(shape, counts: (500, 500), links: (0.8, 0.3), trials: 60)
        for method in Self.methods { #expect(rates[method.name] ?? 0 >= 0.9, "\(method): \(rates)") }
    }

    /// Categories, the first ones more frequent; the second column follows the first one in a share of the rows.
    private func categories(_ sizes: (Int, Int), _ count: Int, link: Double, _ random: inout RandomColumns)
        -> [[String?]]
    {
        var columns: [[String?]] = [[], []]
        for _ in 0..<count {
            let left = Int(random.uniform() * (0.5 + random.uniform() / 2) * Double(sizes.0))
            let other = Int(random.uniform() * (0.5 + random.uniform() / 2) * Double(sizes.1))
            columns[0].append("\(left)")
            columns[1].append("\(random.uniform() < link ? left % sizes.1 : other)")
        }
        return columns
    }

    /// The share of pairs of samples of categories with a p-value below 0.05, among those that have one.
    private func rate(
        _ sizes: (Int, Int), counts: (Int, Int), links: (Double, Double), trials: Int = 120
    ) throws -> Double {
        var (found, known) = (0, 0)
        for seed in 0..<trials {
            var random = RandomColumns(seed: seed &* 6007 &+ counts.1)
            let sides = [(counts.0, links.0), (counts.1, links.1)].map { count, link in
                categories(sizes, count, link: link, &random)
            }
            let estimates = try sides.map {
                try #require(CorrelationSummary(try CorrelationProfile(texts: $0)).estimate(CramersV.self))
            }
            guard let pValue = estimates[1].pValue(against: estimates[0]) else { continue }
            known += 1
            if pValue < 0.05 { found += 1 }
        }
        #expect(known * 2 > trials)
        return Double(found) / Double(max(1, known))
    }

    @Test(arguments: [(2, 2), (3, 4), (5, 5)], [0.0, 0.5, 0.95])
    func `chance is rarely taken for a change of categories`(sizes: (Int, Int), link: Double) throws {
        for counts in [(150, 150), (2000, 150)] {
            let rate = try rate(sizes, counts: counts, links: (link, link))
            print("chance: \(sizes.0) by \(sizes.1), link \(link), \(counts.0) and \(counts.1) rows: \(rate)")
            #expect(rate <= 0.15)
        }
    }

    @Test(arguments: [(2, 2), (3, 4), (5, 5)])
    func `a change of categories is found`(sizes: (Int, Int)) throws {
        #expect(try rate(sizes, counts: (500, 500), links: (0.8, 0.3), trials: 60) >= 0.9)
    }
}
