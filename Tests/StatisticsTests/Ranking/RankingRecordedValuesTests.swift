import Foundation
import Testing

@testable import Statistics

/// Values of Evidently 0.7.23 and scikit-learn 1.9.1 that `scripts/make-ranking-fixtures.py` records.
struct RankingRecordedValuesTests {
    private struct Recorded: Decodable {
        struct Rows: Decodable {
            let user, item: [Label]
            let target: [Double]
            let prediction: [Double]
            let f1, f2, f3: [Double]
        }

        struct Sides: Decodable {
            let reference, current: Double?
        }

        struct Case: Decodable {
            let name: String
            let k: Int
            let beta: Double?
            let minRelevance: Double?
            let allUsers: Bool?
            let prediction: String?
            let reference, current: Rows
            let evidently: [String: Sides]
            let errors: [String: String]
            let ndcgScore: Sides
        }

        let features: [String]
        let cases: [Case]
    }

    /// A name or a number.
    private enum Label: Decodable {
        case name(String), number(Int64)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int64.self) {
                self = .number(number)
            } else {
                self = .name(try container.decode(String.self))
            }
        }
    }

    private let recorded: Recorded

    init() throws {
        let file = URL(filePath: #filePath).appending(path: "../../../Fixtures/ranking/expected.json")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        recorded = try decoder.decode(Recorded.self, from: Data(contentsOf: file.standardizedFileURL))
    }

    @Test func `metrics agree with Evidently, ties and mixed rows and all`() throws {
        var (count, largest) = (0, 0.0)
        for recorded in recorded.cases {
            let reference = try profile(recorded.reference, recorded, .evidently)
            let current = try profile(recorded.current, recorded, .evidently)
            let summaries = (
                reference: try RankingSummary(reference, training: reference, isHistory: false),
                current: try RankingSummary(current, training: reference)
            )
            #expect(
                recorded.errors.keys.allSatisfy {
                    $0 == "recommendation_score_entropy" && recorded.prediction == "rank"
                })
            for metric in RankingMetricCatalog.all {
                let sides = recorded.evidently[metric.name]
                for (summary, theirs, side) in [
                    (summaries.reference, sides?.reference, "reference"),
                    (summaries.current, sides?.current, "current"),
                ] {
                    let ours = summary.value(metric, k: recorded.k)
                    let name: Comment = "\(recorded.name), \(metric.name), \(side): \(String(describing: ours))"
                    #expect((ours == nil) == (theirs == nil), name)
                    guard let ours, let theirs else { continue }
                    count += 1
                    largest = max(largest, abs(ours - theirs) / max(abs(theirs), 1))
                    #expect(abs(ours - theirs) <= 1e-12 * max(1, abs(theirs)), "\(name) \(theirs)")
                }
            }
        }
        print("Evidently: \(count) ranking metrics, largest error \(largest)")
        #expect(count == recorded.cases.count * 32 - 2)
    }

    @Test func `the cumulative gain agrees with scikit-learn`() throws {
        for recorded in recorded.cases {
            for (rows, theirs) in [
                (recorded.reference, recorded.ndcgScore.reference), (recorded.current, recorded.ndcgScore.current),
            ] {
                let settings = try settings(recorded, countsAllUsers: false)
                let profile = try profile(rows, recorded, .none, settings: settings)
                let ours = try #require(
                    try RankingSummary(profile).value(NormalizedDiscountedCumulativeGain.self, k: recorded.k))
                #expect(abs(ours - (theirs ?? .nan)) <= 1e-12, "\(recorded.name)")
            }
        }
    }

    private func settings(_ recorded: Recorded.Case, countsAllUsers: Bool) throws -> RankingSettings {
        RankingSettings(
            cutoffs: [recorded.k],
            prediction: try #require(RankingSettings.Prediction(rawValue: recorded.prediction ?? "score")),
            minimumRelevance: recorded.minRelevance, beta: recorded.beta ?? 1, countsAllUsers: countsAllUsers,
            itemFeatures: self.recorded.features)
    }

    private func profile(
        _ rows: Recorded.Rows, _ recorded: Recorded.Case, _ compatibility: Compatibility,
        settings: RankingSettings? = nil
    ) throws -> RankingProfile {
        var profile = RankingProfile(
            layout: RankingProfile.Layout(hasItems: true, hasRelevance: true, features: self.recorded.features),
            settings: try settings ?? self.settings(recorded, countsAllUsers: recorded.allUsers ?? false),
            compatibility: compatibility)
        try profile.update([
            column(rows.user), TestColumn.doubles(rows.prediction), column(rows.item), TestColumn.doubles(rows.target),
            TestColumn.doubles(rows.f1), TestColumn.doubles(rows.f2), TestColumn.doubles(rows.f3),
        ])
        return profile
    }

    private func column(_ labels: [Label]) throws -> Column {
        let numbers = labels.compactMap { if case .number(let number) = $0 { number } else { nil } }
        if numbers.count == labels.count { return try TestColumn.integers(numbers) }
        return try TestColumn.texts(labels.compactMap { if case .name(let name) = $0 { name } else { nil } })
    }
}
