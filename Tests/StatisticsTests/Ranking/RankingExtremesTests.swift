import Testing
import TestSupport

@testable import Statistics

/// Recommendations that are few, many, alike or out of range: a value or none, and no trap.
struct RankingExtremesTests {
    private static let cutoffs = [1, 2, 10, 1_000_000_000, Int.max]

    private static func row(
        _ user: String, _ item: String, _ score: Double?, _ relevance: Double?, _ features: [Double?] = [1, 2]
    ) -> TestRow {
        TestRow(user: user, item: item, relevance: relevance, score: score, features: features)
    }

    private static let huge = Double.greatestFiniteMagnitude

    private static let cases: [(name: String, rows: [TestRow])] = [
        ("nothing", []),
        ("one row", [row("u", "i", 1, 1)]),
        ("one row of no relevance", [row("u", "i", 1, nil)]),
        ("no score", [row("u", "i", nil, 1), row("u", "j", .nan, 1), row("v", "i", .infinity, 1)]),
        ("one user, all ties", (0..<50).map { row("u", "i\($0)", 1, Double($0 % 2)) }),
        ("one item", (0..<50).map { row("u\($0)", "i", Double($0), 1) }),
        ("nothing relevant", (0..<20).map { row("u\($0 % 3)", "i\($0)", Double($0), 0) }),
        ("everything relevant", (0..<20).map { row("u\($0 % 3)", "i\($0)", Double($0), 1) }),
        ("one item again and again", (0..<20).map { row("u\($0 % 3)", "i", Double($0 % 4), 1) }),
        ("scores far apart", [row("u", "i", huge, 1), row("u", "j", -huge, 1), row("v", "i", -huge, 1)]),
        ("huge relevance", [row("u", "i", 1, huge), row("u", "j", 2, huge), row("v", "j", 0, huge)]),
        ("infinite relevance", [row("u", "i", 1, .infinity), row("u", "j", 2, -.infinity)]),
        ("negative relevance", [row("u", "i", 1, -1), row("u", "j", 2, 1)]),
        ("huge features", [row("u", "i", 1, 1, [huge, -huge]), row("u", "j", 2, 1, [.leastNonzeroMagnitude, 0])]),
        ("no direction", [row("u", "i", 1, 1, [0, -0.0]), row("u", "j", 2, 1, [0, 0])]),
        ("no features", [row("u", "i", 1, 1, [nil, 1]), row("u", "j", 2, 1, [.infinity, 1])]),
    ]

    @Test(arguments: cases.indices, [Compatibility.none, .evidently])
    func `extremes have values or none`(place: Int, compatibility: Compatibility) throws {
        let rows = Self.cases[place].rows
        for prediction in RankingSettings.Prediction.allCases {
            for countsAll in [false, true] {
                let settings = RankingSettings(
                    cutoffs: Self.cutoffs, prediction: prediction, countsAllUsers: countsAll)
                let profile = try RankingProfile(rows, settings, compatibility: compatibility, features: ["f", "g"])
                for training in [nil, profile, try RankingProfile([], settings, features: ["f", "g"])] {
                    let summary = try RankingSummary(profile, training: training)
                    #expect(summary.rowCount + summary.unusableRowCount == rows.count)
                    #expect(summary.values.allSatisfy { $0.value.isFinite }, "\(Self.cases[place].name)")
                }
            }
        }
    }

    private func value(_ metric: any RankingMetric.Type, _ rows: [TestRow], k: Int = 10) throws -> Double? {
        let settings = RankingSettings(cutoffs: [k])
        return try RankingSummary(try RankingProfile(rows, settings, features: ["f", "g"])).value(metric, k: k)
    }

    @Test func `what is undefined is absent`() throws {
        let one = [Self.row("u", "i", 1, 1)]
        #expect(try value(NormalizedDiscountedCumulativeGain.self, one) == 1)
        #expect(try value(RecommendationPersonalization.self, one) == nil)
        #expect(try value(RecommendationGini.self, one) == nil)
        #expect(try value(RecommendationDiversity.self, one) == nil)
        #expect(try value(RecommendationCoverage.self, one) == 1)
        #expect(try value(RecommendationCoverage.self, []) == nil)
        #expect(try value(HitRate.self, [Self.row("u", "i", 1, 0)]) == nil)
        #expect(
            try value(NormalizedDiscountedCumulativeGain.self, [Self.row("u", "i", 1, -1), Self.row("u", "j", 2, 1)])
                == nil)
        #expect(try value(RecommendationScoreEntropy.self, []) == nil)
    }

    @Test func `rows without user, item or score are counted, not ranked`() throws {
        var profile = RankingProfile(
            layout: .init(hasItems: true, hasRelevance: false), settings: RankingSettings(), compatibility: .none)
        try profile.update([
            TestColumn.texts(["u", nil, "u", "u", "v"]), TestColumn.doubles([1, 1, nil, 1, .infinity]),
            TestColumn.integers([1, 1, 1, nil, 1]),
        ])
        let summary = try RankingSummary(profile)
        #expect(summary.rowCount == 1)
        #expect(summary.unusableRowCount == 4)
        #expect(summary.userCount == 1)
        #expect(summary.relevantUserCount == nil)
        #expect(Set(summary.values.map(\.metric)) == ["recommendation_coverage", "recommendation_score_entropy"])
    }

    @Test func `the smallest features of an item count, whatever their order`() throws {
        let rows = [
            Self.row("u", "i", 1, 1, [1, 0]), Self.row("v", "i", 1, 1, [0, 5]), Self.row("w", "i", 1, 1, [0, 4]),
            Self.row("x", "i", 1, 1, [-3, nil]), Self.row("u", "j", 2, 1, [0, 1]),
        ]
        for rows in [rows, rows.reversed()] {
            #expect(try value(RecommendationDiversity.self, rows) == 0)
        }
    }

    @Test func `the types of the columns of both data sets may differ`() throws {
        let settings = RankingSettings(cutoffs: [1])
        func profile(_ users: Column, _ items: Column) throws -> RankingProfile {
            var profile = RankingProfile(
                layout: .init(hasItems: true, hasRelevance: false), settings: settings, compatibility: .none)
            try profile.update([users, TestColumn.doubles([1, 2, 3]), items])
            return profile
        }
        let numbers = try profile(TestColumn.integers([7, 8, 9]), TestColumn.integers([1, 2, 2]))
        let texts = try profile(TestColumn.texts(["7", "8", "9"]), TestColumn.texts(["1", "2", "2"]))
        for (rows, training) in [(numbers, texts), (texts, numbers), (texts, texts)] {
            let summary = try RankingSummary(rows, training: training)
            #expect(try summary.values == RankingSummary(numbers, training: numbers).values)
            #expect(summary.value(RecommendationPopularity.self, k: 1) == 5.0 / 3)
            #expect(summary.value(RecommendationCoverage.self, k: 1) == 1)
        }
    }

    @Test func `there may be many users`() throws {
        let count = 100_000
        let users = try TestColumn.integers((0..<count).map { Int64($0) << 40 | Int64($0) })
        var profile = RankingProfile(
            layout: .init(hasItems: true, hasRelevance: true), settings: RankingSettings(cutoffs: [1]),
            compatibility: .none)
        let ones = try TestColumn.doubles([Double?](repeating: 1, count: count))
        try profile.update([users, ones, TestColumn.integers((0..<count).map { Int64($0 % 1000) }), ones])
        let summary = try RankingSummary(profile, training: profile)
        #expect(summary.userCount == count)
        #expect(summary.value(HitRate.self, k: 1) == 1)
        #expect(summary.value(RecommendationGini.self, k: 1) == 0)
        #expect(summary.value(RecommendationPopularity.self, k: 1) == 100)
        let personalization = try #require(summary.value(RecommendationPersonalization.self, k: 1))
        #expect(abs(personalization - (1 - 99.0 / 99_999)) < 1e-15)
    }
}
