import Testing

@testable import Statistics

/// A recommendation of a test.
struct TestRow: Equatable {
    var user: String
    var item: String
    var relevance: Double?
    var score: Double?
    var features: [Double?] = []
}

extension RankingProfile {
    /// Recommendations with item and relevance, in batches of at most `batch` rows.
    init(
        _ rows: [TestRow], _ settings: RankingSettings = RankingSettings(), compatibility: Compatibility = .none,
        features: [String] = [], batch: Int = .max, spill: (any KeySpill)? = nil
    ) throws {
        self.init(
            layout: Layout(hasItems: true, hasRelevance: true, features: features), settings: settings,
            compatibility: compatibility, spill: spill)
        var rest = rows[...]
        while !rest.isEmpty {
            let part = rest.prefix(batch)
            rest = rest.dropFirst(batch)
            let described = try features.indices.map { feature in
                try TestColumn.doubles(part.map { $0.features[feature] })
            }
            try update(
                [
                    TestColumn.texts(part.map(\.user)), TestColumn.doubles(part.map(\.score)),
                    TestColumn.texts(part.map(\.item)), TestColumn.doubles(part.map(\.relevance)),
                ] + described)
        }
    }
}
