import RealModule
import Testing

@testable import Statistics

/// Values worked out by hand.
struct RankingMetricTests {
    private func row(_ user: String, _ item: String, _ score: Double?, _ relevance: Double?) -> TestRow {
        TestRow(user: user, item: item, relevance: relevance, score: score)
    }

    /// Lists a b c d and b a e; relevant are b and d of the first, e of the second.
    private var rows: [TestRow] {
        [
            row("x", "c", 0.2, 0), row("y", "e", 0.1, 1), row("x", "a", 0.9, 0), row("x", "d", 0.1, 2),
            row("y", "b", 0.8, 0), row("x", "b", 0.5, 1), row("y", "a", 0.3, nil),
        ]
    }

    private func value(
        _ metric: any RankingMetric.Type, _ rows: [TestRow], k: Int, training: [TestRow]? = nil,
        _ settings: RankingSettings? = nil
    ) throws -> Double? {
        let settings = settings ?? RankingSettings(cutoffs: [k])
        let training = try training.map { try RankingProfile($0, settings) }
        return try RankingSummary(try RankingProfile(rows, settings), training: training).value(metric, k: k)
    }

    private func expect(_ value: Double?, _ expected: Double, _ comment: Comment? = nil) {
        #expect(value.map { abs($0 - expected) <= 1e-15 } == true, "\(String(describing: value)) is not \(expected)")
    }

    @Test func `relevance by rank`() throws {
        let log3 = Double.log2(3)
        let (first, second) = (1 / log3, 1 / log3 + 2 / .log2(5))
        expect(try value(NormalizedDiscountedCumulativeGain.self, rows, k: 2), (first / (2 + first)) / 2)
        expect(
            try value(NormalizedDiscountedCumulativeGain.self, rows, k: 4), (second / (2 + first) + 1 / .log2(4)) / 2)
        expect(try value(MeanAveragePrecision.self, rows, k: 2), 0.25 / 2)
        expect(try value(MeanAveragePrecision.self, rows, k: 4), ((1.0 / 2 + 2.0 / 4) / 2 + 1.0 / 3) / 2)
        expect(try value(MeanReciprocalRank.self, rows, k: 2), 0.25)
        expect(try value(MeanReciprocalRank.self, rows, k: 3), (1.0 / 2 + 1.0 / 3) / 2)
        expect(try value(HitRate.self, rows, k: 1), 0)
        expect(try value(HitRate.self, rows, k: 2), 0.5)
        expect(try value(HitRate.self, rows, k: 3), 1)
        expect(try value(PrecisionAtK.self, rows, k: 3), 1.0 / 3)
        expect(try value(PrecisionAtK.self, rows, k: 10), (0.2 + 0.1) / 2)
        expect(try value(RecallAtK.self, rows, k: 3), 0.75)
        expect(try value(RecallAtK.self, rows, k: 100), 1)
        expect(try value(FBetaAtK.self, rows, k: 3), 2 * 0.75 / 3 / (0.75 + 1.0 / 3))
        let settings = RankingSettings(cutoffs: [3], beta: 2)
        expect(try value(FBetaAtK.self, rows, k: 3, settings), 5 * 0.75 / 3 / (4.0 / 3 + 0.75))
    }

    @Test func `a least relevance, and users without a relevant item`() throws {
        let graded = RankingSettings(cutoffs: [4], minimumRelevance: 2)
        expect(try value(MeanReciprocalRank.self, rows, k: 4, graded), 0.25)
        let all = RankingSettings(cutoffs: [4], minimumRelevance: 2, countsAllUsers: true)
        expect(try value(MeanReciprocalRank.self, rows, k: 4, all), 0.125)
        let summary = try RankingSummary(try RankingProfile(rows, all))
        #expect(summary.userCount == 2)
        #expect(summary.relevantUserCount == 1)
    }

    @Test func `ranks are scores upside down`() throws {
        let ranks = rows.map { row($0.user, $0.item, $0.score.map { 1 - $0 }, $0.relevance) }
        let settings = RankingSettings(cutoffs: [3], prediction: .rank)
        for metric in RankingMetricCatalog.all where metric != RecommendationScoreEntropy.self {
            #expect(
                try value(metric, ranks, k: 3, training: ranks, settings) == value(metric, rows, k: 3, training: rows))
        }
        #expect(try value(RecommendationScoreEntropy.self, ranks, k: 3, settings) == nil)
    }

    @Test func `what is in the lists`() throws {
        // Among the first two: a and b of both users.
        expect(try value(RecommendationCoverage.self, rows, k: 2), 2.0 / 5)
        expect(try value(RecommendationCoverage.self, rows, k: 4), 1)
        expect(try value(RecommendationPersonalization.self, rows, k: 2), 0)
        expect(try value(RecommendationPersonalization.self, rows, k: 1), 1)
        // Of a b c d and b a e two are common.
        expect(try value(RecommendationPersonalization.self, rows, k: 4), 1 - 2 / Double.sqrt(12))
        // Counts 0 0 0 2 2.
        expect(try value(RecommendationGini.self, rows, k: 2), (2.0 * 2 + 4 * 2) / (4 * 4))
        expect(try value(RecommendationScoreEntropy.self, rows.map { row($0.user, $0.item, 7, 0) }, k: 3), .log(6))
    }

    @Test func `what the reference says about items`() throws {
        // Three users; b with all, a with two, d with one, whom nobody else asks for. A repetition counts once.
        let training = [
            row("p", "a", 1, 1), row("p", "b", 1, 1), row("q", "b", 1, 1), row("q", "b", 2, 1), row("q", "a", 1, 1),
            row("r", "b", 1, 1), row("r", "d", 1, 1), row("r", "c", 1, 0),
        ]
        expect(
            try value(RecommendationPopularity.self, rows, k: 3, training: training),
            ((2.0 + 3) / 3 + (3.0 + 2) / 3) / 2)
        expect(try value(RecommendationPopularityRatio.self, rows, k: 1, training: training), (2.0 / 3 + 1) / 2)
        // c and e are unknown, and left out.
        expect(try value(RecommendationNovelty.self, rows, k: 3, training: training), .log2(1.5) / 2)
        #expect(try value(RecommendationNovelty.self, rows, k: 3, training: nil) == nil)
        expect(try value(RecommendationCoverage.self, rows, k: 2, training: training), 2.0 / 5)
    }

    @Test func `how alike items are`() throws {
        let vectors: [String: [Double?]] = ["a": [1, 0], "b": [0, 3], "c": [2, 2], "d": [nil, 1], "e": [-1, 0]]
        let described = rows.map { row in
            var row = row
            row.features = vectors[row.item] ?? []
            return row
        }
        let settings = RankingSettings(cutoffs: [3])
        func value(_ metric: any RankingMetric.Type, training: [TestRow]) throws -> Double? {
            let profile = try RankingProfile(described, settings, features: ["f", "g"])
            let training = try RankingProfile(training, settings, features: ["f", "g"])
            return try RankingSummary(profile, training: training).value(metric, k: 3)
        }
        let half = Double.sqrt(0.5)
        // a b c: 1, 1 − √½ twice. b a e: 1, 1 and 2.
        expect(try value(RecommendationDiversity.self, training: []), ((3 - 2 * half) / 3 + 4.0 / 3) / 2)
        let history = [
            TestRow(user: "x", item: "a", relevance: 1, score: 0, features: [1, 0]),
            TestRow(user: "x", item: "c", relevance: 1, score: 0, features: [2, 2]),
            TestRow(user: "x", item: "b", relevance: 0, score: 0, features: [0, 3]),
            TestRow(user: "z", item: "b", relevance: 1, score: 0, features: [0, 3]),
        ]
        // Of x, b is relevant, one of three; y has no history.
        expect(try value(RecommendationSerendipity.self, training: history), (1 - half / 2) / 3)
    }
}
