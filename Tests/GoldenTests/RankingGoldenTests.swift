import Checks
import Foundation
import Statistics
import Testing

/// Evidently's metrics of rankings and recommendations.
struct RankingGoldenTests {
    let golden: Golden

    init() throws {
        golden = try Golden.load()
    }

    static let covered: Set<String> = [
        "NDCG", "MRR", "MAP", "HitRate", "PrecisionTopK", "RecallTopK", "FBetaTopK", "PopularityBiasMetric", "Novelty",
        "Diversity", "Serendipity", "Personalization", "ScoreDistribution",
    ]

    @Test func `metrics of recommendations agree with Evidently`() async throws {
        var agreement = Agreement("ranking metrics")
        var evaluations: [Bool: ModelEvaluation] = [:]
        for entry in golden.metrics where Self.covered.contains(entry.metric) {
            #expect(entry.error == nil)
            let countsAll = entry.ctor.includesAllUsers ?? false
            if evaluations[countsAll] == nil { evaluations[countsAll] = try await evaluate(entry, countsAll) }
            guard let evaluation = evaluations[countsAll] else { continue }
            try compare(entry, evaluation, &agreement)
        }
        agreement.report(explained: Self.explained)
    }

    /// What was recorded with training data of its own, which are not among the recorded files. Evidently's values with
    /// the reference as training data are in `Tests/Fixtures/ranking`.
    private static let explained: [String: String] = {
        let metrics = [
            "recommendation_popularity", "recommendation_popularity_ratio", "recommendation_novelty",
            "recommendation_serendipity",
        ]
        let names = metrics.flatMap { metric in ["reference", "current"].map { "recsys/\(metric)@5 \($0)" } }
        let reason = "recorded with other training data than the reference"
        return Dictionary(uniqueKeysWithValues: names.map { ($0, reason) })
    }()

    private func evaluate(_ entry: Golden.MetricCase, _ countsAll: Bool) async throws -> ModelEvaluation {
        try await golden.evaluate(
            entry.group, task: .recommendation,
            columns: "user: user_id, item: item_id, target: target, prediction: prediction",
            more: ["ranking: {k: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], all_users: \(countsAll), item_features: [f1, f2]}"])
    }

    private func metric(_ entry: Golden.MetricCase) throws -> any RankingMetric.Type {
        switch (entry.metric, entry.ctor.part) {
        case ("NDCG", _): NormalizedDiscountedCumulativeGain.self
        case ("MRR", _): MeanReciprocalRank.self
        case ("MAP", _): MeanAveragePrecision.self
        case ("HitRate", _): HitRate.self
        case ("PrecisionTopK", _): PrecisionAtK.self
        case ("RecallTopK", _): RecallAtK.self
        case ("FBetaTopK", _): FBetaAtK.self
        case ("PopularityBiasMetric", "coverage"): RecommendationCoverage.self
        case ("PopularityBiasMetric", "gini"): RecommendationGini.self
        case ("PopularityBiasMetric", "arp"):
            entry.ctor.isNormalized == true ? RecommendationPopularityRatio.self : RecommendationPopularity.self
        case ("Novelty", _): RecommendationNovelty.self
        case ("Diversity", _): RecommendationDiversity.self
        case ("Serendipity", _): RecommendationSerendipity.self
        case ("Personalization", _): RecommendationPersonalization.self
        case ("ScoreDistribution", _): RecommendationScoreEntropy.self
        default: throw GoldenError.unknownMetric(entry.metric)
        }
    }

    /// Evidently lists every rank up to 10 or k; NDCG and MRR count them from 2 on.
    private func compare(_ entry: Golden.MetricCase, _ evaluation: ModelEvaluation, _ agreement: inout Agreement) throws
    {
        let metric = try metric(entry)
        for (side, recorded) in [
            (DatasetSide.current, entry.current?.first?.value), (.reference, entry.reference?.first ?? nil),
        ] {
            guard case .success(let summary) = evaluation.joint[Recommendations.self][side] else {
                Issue.record("\(side) was not measured")
                continue
            }
            switch try #require(recorded) {
            case .number(let value):
                let k = try #require(entry.ctor.k)
                agreement.compare(summary.value(metric, k: k), value, "\(entry.group)/\(metric.name)@\(k) \(side)")
            case .groups(let columns):
                let values = try #require(columns["value"])
                #expect(values.count == 10)
                for (row, value) in values {
                    let k = try #require(Int(row)) + 1
                    agreement.compare(
                        summary.value(metric, k: k), value.value, "\(entry.group)/\(metric.name)@\(k) \(side)")
                }
            default: Issue.record("\(entry.metric): not a number")
            }
        }
    }

    private enum GoldenError: Error {
        case unknownMetric(String)
    }
}
