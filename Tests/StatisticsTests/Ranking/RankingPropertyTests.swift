import Testing
import TestSupport

@testable import Statistics

/// What holds of every list of recommendations.
struct RankingPropertyTests {
    private static let settings = RankingSettings(cutoffs: [1, 2, 3, 5, 8, 100])

    /// Recommendations with ties, gaps and repeated items.
    private func rows(_ count: Int, _ generator: inout SplitMix64) -> [TestRow] {
        let users = Int.random(in: 1...8, using: &generator)
        let scores = Int.random(in: 1...12, using: &generator)
        return (0..<count).map { _ in
            let item = Int.random(in: 0..<15, using: &generator)
            return TestRow(
                user: "u\(Int.random(in: 0..<users, using: &generator))", item: "i\(item)",
                relevance: Bool.random(using: &generator) ? Double(Int.random(in: 0...3, using: &generator)) / 3 : nil,
                score: Int.random(in: 0..<20, using: &generator) == 0
                    ? [nil, .nan, .infinity][Int.random(in: 0..<3, using: &generator)]
                    : Double(Int.random(in: 0..<scores, using: &generator)) / 7,
                features: [Double(item * 5 % 7) / 3, item == 3 ? nil : Double(item % 4) / 7 - 0.3])
        }
    }

    private func summary(_ rows: [TestRow], _ training: [TestRow], batch: Int = .max) throws -> RankingSummary {
        try RankingSummary(
            try RankingProfile(rows, Self.settings, features: ["f", "g"], batch: batch),
            training: try RankingProfile(training, Self.settings, features: ["f", "g"]))
    }

    @Test func `the order of rows and the way they are split change not one bit`() throws {
        for seed in 0..<30 {
            var generator = SplitMix64(seed: UInt64(seed))
            let (rows, training) = (rows(seed * 3, &generator), rows(120, &generator))
            let expected = try summary(rows, training)
            for _ in 0..<3 {
                let mixed = rows.shuffled(using: &generator)
                #expect(try summary(mixed, training.shuffled(using: &generator), batch: 7) == expected)
                let cut = Int.random(in: 0...rows.count, using: &generator)
                var left = try RankingProfile(Array(mixed[..<cut]), Self.settings, features: ["f", "g"])
                let right = try RankingProfile(Array(mixed[cut...]), Self.settings, features: ["f", "g"])
                try left.merge(right)
                let merged = try RankingSummary(
                    left, training: try RankingProfile(training, Self.settings, features: ["f", "g"]))
                #expect(merged == expected)
            }
        }
    }

    @Test(arguments: [1, 7, 40, 1000], [Compatibility.none, .evidently])
    func `rows that do not fit in memory change not one bit`(limit: Int, compatibility: Compatibility) throws {
        func profile(_ rows: [TestRow], _ spill: (any KeySpill)?) throws -> RankingProfile {
            try RankingProfile(
                rows, Self.settings, compatibility: compatibility, features: ["f", "g"], batch: 7, spill: spill)
        }
        for seed in 0..<20 {
            var generator = SplitMix64(seed: UInt64(seed))
            let (rows, training) = (rows(seed * 9, &generator), rows(120, &generator))
            let expected = try RankingSummary(profile(rows, nil), training: profile(training, nil))
            let spill = MemorySpill(keyLimit: limit)
            let reference = try profile(training, spill)
            #expect(try RankingSummary(profile(rows, spill), training: reference) == expected)
            var merged = try profile(Array(rows.prefix(20)), spill)
            // A copy that goes its own way leaves the other as it was.
            var copy = merged
            try copy.merge(reference)
            try merged.merge(profile(Array(rows.dropFirst(20)), seed % 2 == 0 ? spill : nil))
            #expect(try RankingSummary(merged, training: reference) == expected)
        }
    }

    @Test func `rows that cannot be kept in a file are an error that says so`() throws {
        var generator = SplitMix64(seed: 1)
        let rows = rows(100, &generator)
        for capacity in [50, 150, 300] {
            #expect(throws: ColumnError.spill("no space left on device")) {
                let spill = MemorySpill(keyLimit: 30, capacity: capacity)
                _ = try RankingSummary(RankingProfile(rows, Self.settings, batch: 7, spill: spill))
            }
        }
    }

    @Test func `Evidently's depend on the order of rows, but not on the way they are split`() throws {
        var generator = SplitMix64(seed: 7)
        for _ in 0..<30 {
            let rows = rows(90, &generator)
            let whole = try RankingSummary(try RankingProfile(rows, Self.settings, compatibility: .evidently))
            var left = try RankingProfile(Array(rows[..<31]), Self.settings, compatibility: .evidently)
            try left.merge(try RankingProfile(Array(rows[31...]), Self.settings, compatibility: .evidently))
            #expect(try RankingSummary(left) == whole)
        }
    }

    @Test func `users and items may have other names`() throws {
        for seed in 0..<40 {
            var generator = SplitMix64(seed: UInt64(100 + seed))
            func renamed(_ rows: [TestRow]) -> [TestRow] {
                rows.map { row in
                    var row = row
                    row.user = "z" + String(row.user.reversed())
                    row.item = String(row.item.reversed()) + "α"
                    return row
                }
            }
            let (rows, training) = (rows(100, &generator), rows(100, &generator))
            #expect(try summary(renamed(rows), renamed(training)) == summary(rows, training))
        }
    }

    @Test func `only the order of scores matters`() throws {
        var generator = SplitMix64(seed: 11)
        for _ in 0..<40 {
            let (rows, training) = (rows(80, &generator), rows(80, &generator))
            let other = rows.map { row in
                var row = row
                row.score = row.score.map { 8 * $0 - 3 }
                return row
            }
            let (left, right) = try (summary(rows, training), summary(other, training))
            let entropy = RecommendationScoreEntropy.name
            #expect(left.values.filter { $0.metric != entropy } == right.values.filter { $0.metric != entropy })
        }
    }

    @Test func `values are within their bounds`() throws {
        let unbounded: [any RankingMetric.Type] = [
            RecommendationPopularity.self, RecommendationNovelty.self, RecommendationScoreEntropy.self,
        ]
        let upToTwo: [any RankingMetric.Type] = [RecommendationDiversity.self, RecommendationSerendipity.self]
        var generator = SplitMix64(seed: 13)
        for _ in 0..<100 {
            let summary = try summary(rows(70, &generator), rows(70, &generator))
            for value in summary.values {
                let isUnbounded = unbounded.contains { $0.name == value.metric }
                let limit = isUnbounded ? .infinity : upToTwo.contains { $0.name == value.metric } ? 2.0 : 1.0
                #expect(value.value >= 0 && value.value <= limit * (1 + 1e-15), "\(value)")
            }
        }
    }

    /// Tied items in each of their orders, told apart by tiny differences of the scores: the mean of what comes out.
    @Test func `ties count as the mean over all orders of tied items`() throws {
        let metrics: [any RankingMetric.Type] = RankingMetricCatalog.all.filter { metric in
            // These are not linear in what the lists hold.
            ![FBetaAtK.name, RecommendationGini.name, RecommendationScoreEntropy.name].contains(metric.name)
        }
        for seed in 0..<10 {
            var generator = SplitMix64(seed: UInt64(200 + seed))
            let training = (0..<40).map { trainingRow($0 % 12, &generator) }
            let rows = tiedRows(&generator)
            let expected = try summary(rows, training)
            let orders = orders(of: rows)
            var sums: [String: Double] = [:]
            for order in orders {
                for value in try summary(order, training).values {
                    sums["\(value.metric) \(value.k)", default: 0] += value.value / Double(orders.count)
                }
            }
            for value in expected.values where metrics.contains(where: { $0.name == value.metric }) {
                let mean = sums["\(value.metric) \(value.k)"] ?? .nan
                #expect(abs(mean - value.value) <= 1e-12 * max(1, value.value), "seed \(seed), \(value), mean \(mean)")
            }
        }
    }

    private func trainingRow(_ item: Int, _ generator: inout SplitMix64) -> TestRow {
        TestRow(
            user: "u\(Int.random(in: 0..<3, using: &generator))", item: "i\(item)", relevance: 1, score: 0,
            features: vector(item))
    }

    private func vector(_ item: Int) -> [Double?] { [Double(item * 5 % 7) - 2, Double(item % 4)] }

    /// Two users with five items each, in at most three groups of ties.
    private func tiedRows(_ generator: inout SplitMix64) -> [TestRow] {
        (0..<2).flatMap { user in
            (0..<12).shuffled(using: &generator).prefix(5).map { item in
                TestRow(
                    user: "u\(user)", item: "i\(item)",
                    relevance: Bool.random(using: &generator) ? 0 : Double(Int.random(in: 1...2, using: &generator)),
                    score: Double(Int.random(in: 0..<3, using: &generator)), features: vector(item))
            }
        }
    }

    private func orders(of rows: [TestRow]) -> [[TestRow]] {
        var results: [[TestRow]] = [[]]
        for user in ["u0", "u1"] {
            let list = rows.filter { $0.user == user }
            results = results.flatMap { result in permutations(list).map { result + $0 } }
        }
        return results
    }

    /// Each order of tied rows once for each order of the others: all are as likely.
    private func permutations(_ list: [TestRow]) -> [[TestRow]] {
        let groups = Dictionary(grouping: list) { $0.score ?? 0 }
        var results: [[TestRow]] = [[]]
        for (_, group) in groups.sorted(by: { $0.key < $1.key }) {
            results = results.flatMap { result in
                orders(group[...]).map { order in
                    result
                        + order.enumerated().map { place, row in
                            var row = row
                            row.score = (row.score ?? 0) - Double(place) / 100
                            return row
                        }
                }
            }
        }
        return results
    }

    private func orders(_ rows: ArraySlice<TestRow>) -> [[TestRow]] {
        guard let first = rows.first else { return [[]] }
        return orders(rows.dropFirst()).flatMap { rest in
            (0...rest.count).map { place in Array(rest[..<place]) + [first] + Array(rest[place...]) }
        }
    }
}
